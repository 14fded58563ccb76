package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.decode.png.PngDecoder;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The PNG decoder in Java on colour of 8 bits: its gray against what OpenCV gives when asked for
 * gray, its count of coloured pixels against the other decoder's, which counts in the colours that
 * OpenCV gives. The files are made here, so that every row may have its own filter.
 */
class ColorPngDecoderTest {
  private final PngDecoder decoder = new PngDecoder();
  private final OpenCvImageDecoder judge = new OpenCvImageDecoder();

  private record Result(Decoding decoding, ByteBuffer pixels) {}

  @BeforeAll
  static void load() {
    OpenCvLibrary.ensureLoaded();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void givesTheSameGrayAndCountAsOpenCv(int channels) throws DecodeException {
    SplittableRandom random = new SplittableRandom(channels);
    int someColored = 0;
    for (int i = 0; i < 500; i++) {
      int width = 1 + random.nextInt(70);
      int height = 1 + random.nextInt(70);
      FilteredPng png = FilteredPng.random(width, height, channels, random);
      byte[] file = png.file(1 + random.nextInt(4));

      Result ours = ours(file);

      assertThat(ours.decoding().done()).as("file %d is decoded", i).isTrue();
      assertSame(file, ours, "file " + i);
      long colored = ours.decoding().colored().orElseThrow();
      someColored += colored > 0 && colored < (long) width * height ? 1 : 0;
    }
    assertThat(someColored).isGreaterThan(100);
  }

  @Test
  void everyGrayStoredAsColorIsItself() throws DecodeException {
    byte[] samples = new byte[4 * 256];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % 4 == 3 ? 31 * i : i / 4);
    }
    Result ours = ours(new FilteredPng(256, 1, 4, samples, new SplittableRandom(1)).file(1));

    assertThat(ours.decoding()).isEqualTo(Decoding.GRAY);
    for (int i = 0; i < 256; i++) {
      assertThat(ours.pixels().get(i) & 0xff).isEqualTo(i);
    }
  }

  @Test
  void allMixturesOfRedGreenAndBlueAreOpenCvs() throws DecodeException {
    int side = 86 * 86; // of 86 values of each channel, 0 and 255 among them
    byte[] samples = new byte[3 * 86 * side];
    for (int i = 0; i < 86 * side; i++) {
      samples[3 * i] = (byte) (3 * (i / side));
      samples[3 * i + 1] = (byte) (3 * (i / 86 % 86));
      samples[3 * i + 2] = (byte) (3 * (i % 86));
    }
    byte[] file = new FilteredPng(side, 86, 3, samples, new SplittableRandom(2)).file(3);

    assertSame(file, ours(file), "mixtures");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void anImageThatFillsItsWindowManyTimesIsWhole(int channels) throws DecodeException {
    SplittableRandom random = new SplittableRandom(channels);
    for (int[] size : new int[][] {{900, 700}, {70_000, 5}, {1, 9000}}) {
      byte[] file = FilteredPng.random(size[0], size[1], channels, random).file(5);

      assertSame(file, ours(file), size[0] + "x" + size[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void whatIsDamagedIsLeftOrTheSameAsOpenCvs(int channels) throws DecodeException {
    SplittableRandom random = new SplittableRandom(channels);
    int left = 0;
    int files = 700;
    for (int i = 0; i < files; i++) {
      int width = 1 + random.nextInt(40);
      FilteredPng png = FilteredPng.random(width, 1 + random.nextInt(40), channels, random);
      png.damage(random);
      byte[] file = png.file(1 + random.nextInt(3));

      Result ours = ours(file);

      if (ours.decoding().done()) {
        assertSame(file, ours, "file " + i);
      } else {
        left++;
      }
    }
    assertThat(left).isGreaterThan(files * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tRNS", "PLTE", "gAMA", "cHRM", "sRGB", "iCCP"})
  void chunksThatMayChangeTheGrayAreLeft(String type) throws DecodeException {
    byte[] file = FilteredPng.random(9, 7, 3, new SplittableRandom(3)).file(1);

    for (int length : new int[] {0, 1, 4, 6, 32}) {
      byte[] more = SampleImages.insertChunk(file, type, new byte[length]);
      assertThat(ours(more).decoding()).isEqualTo(Decoding.LEFT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sBIT", "bKGD", "pHYs", "hIST", "tEXt", "cICP", "tIME", "acTL"})
  void othersChangeNothing(String type) throws DecodeException {
    SplittableRandom random = new SplittableRandom(4);
    byte[] file = FilteredPng.random(40, 30, 3, random).file(2);
    for (int length : new int[] {1, 3, 4, 6, 8, 9}) {
      byte[] data = new byte[length];
      random.nextBytes(data);
      byte[] more = SampleImages.insertChunk(file, type, data);
      HostImage theirs = allocate(SampleImages.direct(more));
      ByteBuffer bytes = SampleImages.direct(more);

      Result ours = ours(more);

      assertThat(ours.pixels()).isEqualTo(ours(file).pixels());
      Decoding judged = judge.decode(bytes, header(bytes), theirs);
      assertThat(ours.pixels()).isEqualTo(theirs.bytes());
      assertThat(ours.decoding()).isEqualTo(judged);
    }
  }

  @Test
  void otherKindsAreLeft() throws DecodeException {
    byte[] file = FilteredPng.random(9, 7, 4, new SplittableRandom(3)).file(1);

    assertThat(ours(file).decoding().done()).isTrue();
    assertThat(ours(SampleImages.withExifChunk(file, 6)).decoding()).isEqualTo(Decoding.LEFT);
    assertThat(ours(deep()).decoding()).isEqualTo(Decoding.LEFT);
  }

  private static byte[] deep() {
    try (Mat image = new Mat(7, 9, org.bytedeco.opencv.global.opencv_core.CV_16UC3, Scalar.GRAY)) {
      return OpenCvEncoder.encode(".png", image);
    }
  }

  private void assertSame(byte[] file, Result ours, String what) throws DecodeException {
    assertThat(ours.decoding().done()).as(what).isTrue();
    ByteBuffer bytes = SampleImages.direct(file);
    try (BytePointer source = new BytePointer(bytes);
        Mat encoded = new Mat(1, file.length, CV_8UC1, source);
        Mat gray = imdecode(encoded, IMREAD_GRAYSCALE);
        BytePointer data = gray.data()) {
      ByteBuffer theirs = data.capacity(gray.total()).asByteBuffer();
      assertThat(ours.pixels().equals(theirs)).as(what).isTrue();
    }
    HostImage again = allocate(bytes);
    Decoding judged = judge.decode(bytes, header(bytes), again);
    assertThat(ours.decoding()).as(what).isEqualTo(judged);
    assertThat(ours.pixels().equals(again.bytes())).as(what).isTrue();
  }

  private Result ours(byte[] file) throws DecodeException {
    ByteBuffer bytes = SampleImages.direct(file);
    HostImage target = allocate(bytes);
    return new Result(decoder.decode(bytes, header(bytes), target), target.bytes());
  }

  private static HostImage allocate(ByteBuffer bytes) throws DecodeException {
    ImageHeader header = header(bytes);
    return HostImage.allocate(header.pixelType(), header.size());
  }

  private static ImageHeader header(ByteBuffer bytes) throws DecodeException {
    return HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
  }
}
