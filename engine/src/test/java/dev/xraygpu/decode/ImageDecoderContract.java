package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ImageDecoder} guarantees, checked against pixels that Java itself wrote, or
 * that Java's own decoders read. Of formats that Java does not write, {@link #encoded} gives the
 * files; those are decoded. All others a decoder may leave to the next one.
 */
public abstract class ImageDecoderContract {
  private static final int WIDTH = 61;
  private static final int HEIGHT = 37;

  /** The decoder under test. */
  protected abstract ImageDecoder decoder();

  /**
   * A file of one of the decoder's formats that holds an 8-bit gray image. A decoder of a format
   * that Java does not write without loss overrides this.
   */
  protected byte[] encoded(BufferedImage gray) {
    for (String encoding : List.of("png", "bmp", "tiff")) {
      if (reads(encoding)) {
        return SampleImages.encode(gray, encoding);
      }
    }
    return SampleImages.jpeg(gray, 0.9f);
  }

  /**
   * A file of one of the decoder's formats that holds a 16-bit gray image, where Java does not
   * write the format: nothing if the format has none, or if Java writes it.
   */
  protected Optional<byte[]> encodedDeep(BufferedImage gray16) {
    return Optional.empty();
  }

  private boolean reads(String encoding) {
    return decoder().formats().contains(ImageFormat.valueOf(encoding.toUpperCase(Locale.ROOT)));
  }

  /** The pixels in such a file. */
  private Raster expected(byte[] file, BufferedImage gray) {
    return file[0] == (byte) 0xff && (file[1] & 0xff) == 0xd8
        ? SampleImages.decodeWithJava(file)
        : gray.getRaster();
  }

  @Test
  void readsGray() throws DecodeException {
    BufferedImage image = SampleImages.gray(WIDTH, HEIGHT);
    byte[] file = encoded(image);
    ByteBuffer bytes = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage decoded = HostImage.allocate(header.pixelType(), header.size());

    assertThat(decoder().decode(bytes, header, decoded).done()).isTrue();

    assertThat(decoder().formats()).contains(header.format());
    assertThat(decoded.type()).isEqualTo(PixelType.U8);
    assertSame(decoded, expected(file, image), 1);
  }

  @Test
  void readsTheVeryPixelsOfSixteenBits() throws DecodeException {
    BufferedImage image = SampleImages.gray16(WIDTH, HEIGHT);
    Optional<byte[]> file = encodedDeep(image);
    assumeThat(file).as("no 16-bit file of its own: see keepsSixteenBits").isPresent();

    Optional<HostImage> decoded = decode(file.orElseThrow());

    assertThat(decoded).isPresent();
    assertThat(decoded.orElseThrow().type()).isEqualTo(PixelType.U16);
    assertSame(decoded.orElseThrow(), image.getRaster(), 1);
  }

  @Test
  void namesItselfAndItsFormats() {
    assertThat(decoder().formats()).isNotEmpty();
    assertThat(decoder().description()).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"png, PNG", "bmp, BMP", "tiff, TIFF"})
  void readsTheVeryPixelsOfLosslessGrayFiles(String encoding, ImageFormat format)
      throws DecodeException {
    assumeThat(decoder().formats()).contains(format);
    BufferedImage image = SampleImages.gray(WIDTH, HEIGHT);

    assertDecoded(SampleImages.encode(image, encoding), PixelType.U8, image.getRaster(), 1);
  }

  @ParameterizedTest
  @CsvSource({"png, PNG", "tiff, TIFF"})
  void keepsSixteenBits(String encoding, ImageFormat format) throws DecodeException {
    assumeThat(decoder().formats()).contains(format);
    BufferedImage image = SampleImages.gray16(WIDTH, HEIGHT);

    assertDecoded(SampleImages.encode(image, encoding), PixelType.U16, image.getRaster(), 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.3f, 0.75f, 1f})
  void readsGrayJpegAsJavaDoes(float quality) throws DecodeException {
    assumeThat(decoder().formats()).contains(ImageFormat.JPEG);
    byte[] baseline = SampleImages.jpeg(SampleImages.gray(WIDTH, HEIGHT), quality);
    byte[] progressive = SampleImages.progressiveJpeg(SampleImages.gray(WIDTH, HEIGHT), quality);

    assertDecoded(baseline, PixelType.U8, SampleImages.decodeWithJava(baseline), 1);
    assertDecoded(progressive, PixelType.U8, SampleImages.decodeWithJava(progressive), 1);
  }

  @Test
  void readsColorAsGray() throws DecodeException {
    BufferedImage image = SampleImages.color(WIDTH, HEIGHT);
    List<String> encodings = Stream.of("png", "bmp", "tiff").filter(this::reads).toList();
    assumeThat(encodings).isNotEmpty();
    for (String encoding : encodings) {
      Optional<HostImage> decoded = decode(SampleImages.encode(image, encoding));
      for (int y = 0; decoded.isPresent() && y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int rgb = image.getRGB(x, y);
          double luma = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
          assertThat(Math.abs(decoded.get().get(x, y) - luma))
              .as("%s %d,%d", encoding, x, y)
              .isLessThan(1.1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void appliesTheOrientation(int orientation) throws DecodeException {
    assumeThat(decoder().formats())
        .containsAnyOf(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF);
    BufferedImage image = SampleImages.gray(WIDTH, HEIGHT);
    BufferedImage deep = SampleImages.gray16(WIDTH, HEIGHT);

    if (reads("jpeg")) {
      byte[] jpeg = SampleImages.jpeg(image, 0.9f);
      Raster ofJpeg = SampleImages.decodeWithJava(jpeg);
      byte[] turned = SampleImages.withExif(jpeg, orientation);
      assertDecoded(turned, PixelType.U8, ofJpeg, orientation);
    }
    if (reads("png")) {
      byte[] png = SampleImages.withExifChunk(SampleImages.encode(image, "png"), orientation);
      assertDecoded(png, PixelType.U8, image.getRaster(), orientation);
    }
    if (reads("tiff")) {
      byte[] tiff = SampleImages.grayTiff(image, 8, orientation);
      byte[] deepTiff = SampleImages.grayTiff(deep, 16, orientation);
      assertDecoded(tiff, PixelType.U8, image.getRaster(), orientation);
      assertDecoded(deepTiff, PixelType.U16, deep.getRaster(), orientation);
    }
  }

  @Test
  void leavesTheFileAndTheMemoryBehindThePixelsAlone() throws DecodeException {
    byte[] bytes = encoded(SampleImages.gray(WIDTH, HEIGHT));
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    ByteBuffer memory = ByteBuffer.allocateDirect(WIDTH * HEIGHT + 64);
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 0x5a);
    }

    decoder().decode(file, header, new HostImage(PixelType.U8, header.size(), memory));

    assertThat(file.position()).isZero();
    assertThat(file.limit()).isEqualTo(bytes.length);
    byte[] after = new byte[bytes.length];
    file.get(0, after);
    assertThat(after).isEqualTo(bytes);
    for (int i = WIDTH * HEIGHT; i < memory.capacity(); i++) {
      assertThat(memory.get(i)).isEqualTo((byte) 0x5a);
    }
  }

  @Test
  void refusesPixelsThatAreNotThere() throws DecodeException {
    assumeThat(decoder().formats()).contains(ImageFormat.PNG);
    byte[] png = SampleImages.encode(SampleImages.gray(WIDTH, HEIGHT), "png");
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(png), DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    byte[] damaged = png.clone();
    Arrays.fill(damaged, 60, damaged.length - 20, (byte) 0);

    try {
      assertThat(decoder().decode(SampleImages.direct(damaged), header, target).done()).isFalse();
    } catch (DecodeException e) {
      assertThat(e).hasMessageNotContaining("\n").hasMessageNotContaining(".cpp");
    }
  }

  @Test
  void refusesPixelsOfAnotherSizeThanTheHeaders() throws DecodeException {
    byte[] small = encoded(SampleImages.gray(WIDTH, HEIGHT));
    byte[] large = encoded(SampleImages.gray(WIDTH + 8, HEIGHT));
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(small), DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());

    try {
      assertThat(decoder().decode(SampleImages.direct(large), header, target).done()).isFalse();
    } catch (DecodeException e) {
      assertThat(e).hasMessageContaining("61x37").hasMessageContaining("69x37");
    }
  }

  @Test
  void servesSeveralThreadsAtOnce() throws Exception {
    byte[] file = encoded(SampleImages.gray(211, 173));
    HostImage expected = decode(file).orElseThrow();
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      List<Future<HostImage>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        results.add(workers.submit(() -> decode(file).orElseThrow()));
      }
      for (Future<HostImage> result : results) {
        assertThat(result.get().bytes()).isEqualTo(expected.bytes());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  // Nothing where the decoder leaves the file to the next one.
  private Optional<HostImage> decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    return decoder().decode(file, header, target).done() ? Optional.of(target) : Optional.empty();
  }

  private void assertDecoded(byte[] file, PixelType type, Raster stored, int orientation)
      throws DecodeException {
    Optional<HostImage> decoded = decode(file);
    if (decoded.isPresent()) {
      assertThat(decoded.get().type()).isEqualTo(type);
      assertSame(decoded.get(), stored, orientation);
    }
  }

  /** EXIF 2.32, tag 274: which side of the shown image row 0 and column 0 are. */
  private static void assertSame(HostImage shown, Raster stored, int orientation) {
    int width = stored.getWidth();
    int height = stored.getHeight();
    assertThat(shown.size().width()).isEqualTo(orientation >= 5 ? height : width);
    assertThat(shown.size().height()).isEqualTo(orientation >= 5 ? width : height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int up = height - 1 - y;
        int value =
            switch (orientation) {
              case 1 -> shown.get(x, y);
              case 2 -> shown.get(right, y);
              case 3 -> shown.get(right, up);
              case 4 -> shown.get(x, up);
              case 5 -> shown.get(y, x);
              case 6 -> shown.get(up, x);
              case 7 -> shown.get(up, right);
              default -> shown.get(y, right);
            };
        assertThat(value).as("pixel %d,%d", x, y).isEqualTo(stored.getSample(x, y, 0));
      }
    }
  }
}
