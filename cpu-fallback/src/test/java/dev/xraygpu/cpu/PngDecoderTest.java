package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageDecoderContract;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.PngWriter;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.decode.png.PngDecoder;
import dev.xraygpu.image.HostImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The PNG decoder in Java on gray images against OpenCV's, which is libpng: on files that OpenCV's
 * encoder writes from seeded pictures with many levels, strategies and filters, and on the same
 * files with flipped bits under right checksums.
 */
class PngDecoderTest extends ImageDecoderContract {
  private static final int[] FILTERS = {
    opencv_imgcodecs.IMWRITE_PNG_FILTER_NONE,
    opencv_imgcodecs.IMWRITE_PNG_FILTER_SUB,
    opencv_imgcodecs.IMWRITE_PNG_FILTER_UP,
    opencv_imgcodecs.IMWRITE_PNG_FILTER_AVG,
    opencv_imgcodecs.IMWRITE_PNG_FILTER_PAETH,
    opencv_imgcodecs.IMWRITE_PNG_ALL_FILTERS
  };

  private final PngDecoder decoder = new PngDecoder();
  private final OpenCvImageDecoder judge = new OpenCvImageDecoder();

  @Override
  protected ImageDecoder decoder() {
    return decoder;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void givesTheSamePixelsAsOpenCv(int bits) throws DecodeException {
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < 400; i++) {
      byte[] file = encode(bits, random);

      Optional<HostImage> ours = ours(file);

      assertThat(ours).as("file %d is decoded", i).isPresent();
      assertThat(ours.get().bytes()).as("file %d", i).isEqualTo(theirs(file).bytes());
    }
  }

  @Test
  void anImageThatFillsItsWindowManyTimesIsWhole() throws DecodeException {
    SplittableRandom random = new SplittableRandom(4);
    for (int bits : new int[] {8, 16}) {
      byte[] file = encode(bits, 1500, 900, random);
      byte[] wide = encode(bits, 150_000, 7, random);

      assertThat(ours(file).orElseThrow().bytes().equals(theirs(file).bytes())).isTrue();
      assertThat(ours(wide).orElseThrow().bytes().equals(theirs(wide).bytes())).isTrue();
    }
  }

  @Test
  void whatIsDamagedIsLeftOrTheSameAsOpenCvs() throws DecodeException {
    SplittableRandom random = new SplittableRandom(11);
    int left = 0;
    int files = 1500;
    for (int i = 0; i < files; i++) {
      byte[] file = encode(random.nextBoolean() ? 8 : 16, random);
      int data = find(file, "IDAT");
      int length = ByteBuffer.wrap(file).getInt(data - 4);
      int at = data + 4 + random.nextInt(length);
      file[at] ^= (byte) (1 << random.nextInt(8));
      CRC32 checksum = new CRC32();
      checksum.update(file, data, length + 4);
      ByteBuffer.wrap(file).putInt(data + 4 + length, (int) checksum.getValue());

      Optional<HostImage> ours = ours(file);

      if (ours.isEmpty()) {
        left++;
      } else {
        assertThat(ours.get().bytes()).as("flip %d at %d", i, at).isEqualTo(theirs(file).bytes());
      }
    }
    assertThat(left).isGreaterThan(files * 9 / 10);
  }

  @Test
  void otherKindsAreLeft() throws DecodeException {
    byte[] gray = SampleImages.encode(SampleImages.gray(61, 37), "png");
    int data = find(gray, "IDAT");
    int length = ByteBuffer.wrap(gray).getInt(data - 4);

    assertThat(ours(gray)).isPresent();
    assertThat(ours(SampleImages.encode(palette(), "png"))).as("palette").isEmpty();
    assertThat(ours(SampleImages.withExifChunk(gray, 6))).as("turned").isEmpty();
    assertThat(ours(SampleImages.insertChunk(gray, "tRNS", new byte[] {0, 7}))).isEmpty();

    // Two pixel chunks are fine, but not with another between them.
    assertThat(ours(inTwo(gray, data, length, false))).as("two chunks").isPresent();
    assertThat(ours(inTwo(gray, data, length, true))).as("a chunk between").isEmpty();
  }

  @Test
  void itIsAskedFirstAndLeavesTheRest() throws DecodeException {
    byte[] file = encode(8, 60, 50, new SplittableRandom(1)); // one pixel chunk
    byte[] damaged = file.clone();
    // The checksum of the pixels: the other decoder says so.
    int end = find(damaged, "IEND") - 4;
    damaged[end - 5] ^= 1;
    int data = find(damaged, "IDAT");
    CRC32 checksum = new CRC32();
    checksum.update(damaged, data, end - 4 - data);
    ByteBuffer.wrap(damaged).putInt(end - 4, (int) checksum.getValue());
    Decoders decoders = new Decoders(List.of(judge, decoder));

    assertThat(decoders.all().get(0)).isSameAs(decoder);
    ByteBuffer direct = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(direct, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    decoders.decode(direct, header, target, DecodeVerification.FULL);
    assertThat(target.bytes()).isEqualTo(theirs(file).bytes());
    assertThat(ours(damaged)).isEmpty();
    assertThatThrownBy(
            () ->
                decoders.decode(
                    SampleImages.direct(damaged), header, target, DecodeVerification.QUICK))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("incorrect data check");
  }

  private static BufferedImage palette() {
    return new BufferedImage(61, 37, BufferedImage.TYPE_BYTE_INDEXED);
  }

  private Optional<HostImage> ours(byte[] file) throws DecodeException {
    ByteBuffer bytes = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    return decoder.decode(bytes, header, target).done() ? Optional.of(target) : Optional.empty();
  }

  private HostImage theirs(byte[] file) throws DecodeException {
    ByteBuffer bytes = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    assertThat(judge.decode(bytes, header, target).done()).isTrue();
    return target;
  }

  private static byte[] inTwo(byte[] png, int data, int length, boolean between) {
    int from = data + 4;
    int half = from + length / 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, data - 4);
    out.writeBytes(PngWriter.chunkOf("IDAT", Arrays.copyOfRange(png, from, half)));
    if (between) {
      out.writeBytes(PngWriter.chunkOf("teXt", new byte[4]));
    }
    out.writeBytes(PngWriter.chunkOf("IDAT", Arrays.copyOfRange(png, half, from + length)));
    int rest = data + 8 + length;
    out.write(png, rest, png.length - rest);
    return out.toByteArray();
  }

  /** Where a chunk's type stands. */
  private static int find(byte[] png, String type) {
    int at = 12;
    while (!type.equals(new String(png, at, 4, StandardCharsets.US_ASCII))) {
      at += 12 + ByteBuffer.wrap(png).getInt(at - 4);
    }
    return at;
  }

  private static byte[] encode(int bits, SplittableRandom random) {
    int width = 1 + random.nextInt(random.nextInt(4) == 0 ? 400 : 70);
    int height = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 70);
    return encode(bits, width, height, random);
  }

  private static byte[] encode(int bits, int width, int height, SplittableRandom random) {
    int type = bits == 16 ? opencv_core.CV_16UC1 : opencv_core.CV_8UC1;
    try (ShortPointer deep = new ShortPointer(picture(bits, width, height, random));
        Mat wide = new Mat(height, width, opencv_core.CV_16UC1, deep);
        Mat image = new Mat()) {
      wide.convertTo(image, type);
      return OpenCvEncoder.encode(
          ".png",
          image,
          opencv_imgcodecs.IMWRITE_PNG_COMPRESSION,
          random.nextInt(10),
          opencv_imgcodecs.IMWRITE_PNG_STRATEGY,
          random.nextInt(5),
          opencv_imgcodecs.IMWRITE_PNG_FILTER,
          FILTERS[random.nextInt(FILTERS.length)]);
    }
  }

  /** Noise, gradients, contrast edges, flat fields and something like an X-ray, in turn. */
  private static short[] picture(int bits, int width, int height, SplittableRandom random) {
    short[] pixels = new short[width * height];
    int most = (1 << bits) - 1;
    int kind = random.nextInt(5);
    int base = random.nextInt(most + 1);
    int slope = 1 + random.nextInt(5);
    int cell = 1 + random.nextInt(9);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value =
            switch (kind) {
              case 0 -> random.nextInt(most + 1);
              case 1 -> Math.min(most, base + (x + y) * slope);
              case 2 -> (x / cell + y / cell) % 2 == 0 ? 0 : most;
              case 3 -> base;
              default ->
                  (int) (most * (0.5 + 0.4 * Math.sin(x / 17.0) * Math.cos(y / 23.0)))
                      + random.nextInt(12);
            };
        pixels[y * width + x] = (short) value;
      }
    }
    return pixels;
  }
}
