package dev.xraygpu.cpu;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files: typed refusals, in bounded time, and never a crash. */
class DecodeRobustnessTest {
  private static final Set<FindingCode> REFUSALS =
      EnumSet.of(
          FindingCode.TRUNCATED,
          FindingCode.UNREADABLE,
          FindingCode.NOT_AN_IMAGE,
          FindingCode.UNSUPPORTED,
          FindingCode.TOO_LARGE);

  private final Decoders decoders = Decoders.load();

  private static List<byte[]> files() {
    BufferedImage gray = SampleImages.gray(120, 90);
    BufferedImage color = SampleImages.color(120, 90);
    List<byte[]> files = new ArrayList<>();
    files.add(SampleImages.jpeg(gray, 0.9f));
    files.add(SampleImages.jpeg(color, 0.6f));
    files.add(SampleImages.progressiveJpeg(color, 0.9f));
    files.add(SampleImages.encode(gray, "png"));
    files.add(SampleImages.encode(color, "png"));
    files.add(SampleImages.encode(SampleImages.gray16(120, 90), "png"));
    files.add(
        SampleImages.encode(new BufferedImage(90, 70, BufferedImage.TYPE_BYTE_INDEXED), "png"));
    files.add(SampleImages.encode(gray, "bmp"));
    files.add(SampleImages.encode(color, "bmp"));
    files.add(SampleImages.grayTiff(gray, 8, 6));
    files.add(SampleImages.grayTiff(SampleImages.gray16(120, 90), 16, 1));
    files.add(SampleImages.encode(color, "tiff"));
    files.addAll(writtenByOpenCv());
    return files;
  }

  /** JPEG with restart intervals, and TIFF with the codecs and predictors that OpenCV writes. */
  private static List<byte[]> writtenByOpenCv() {
    OpenCvLibrary.ensureLoaded();
    List<byte[]> files = new ArrayList<>();
    // An uncompressed TIFF has its pixels, as OpenCV takes them, from byte 8 on.
    ByteBuffer pixels =
        SampleImages.direct(SampleImages.grayTiff(SampleImages.gray(120, 90), 8, 1));
    ByteBuffer deepPixels =
        SampleImages.direct(SampleImages.grayTiff(SampleImages.gray16(120, 90), 16, 1));
    try (BytePointer memory = new BytePointer(pixels.position(8));
        BytePointer deepMemory = new BytePointer(deepPixels.position(8));
        Mat image = new Mat(90, 120, opencv_core.CV_8UC1, memory);
        Mat deep = new Mat(90, 120, opencv_core.CV_16UC1, deepMemory)) {
      files.add(OpenCvEncoder.encode(".jpg", image, opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 7));
      files.add(
          OpenCvEncoder.encode(
              ".jpg",
              image,
              opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
              1,
              opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
              5));
      for (int compression : new int[] {5, 8, 32773}) {
        files.add(
            OpenCvEncoder.encode(
                ".tiff", image, opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION, compression));
        files.add(
            OpenCvEncoder.encode(
                ".tiff", deep, opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION, compression));
      }
    }
    return files;
  }

  @ParameterizedTest
  @EnumSource(DecodeVerification.class)
  void wholeFilesAreDecoded(DecodeVerification verification) {
    int index = 0;
    for (byte[] file : files()) {
      assertThat(decode(file, verification).map(Throwable::getMessage))
          .as("file %d", index++)
          .isEmpty();
    }
  }

  /** A turned image is OpenCV's to decode, and libjpeg gives pixels for whatever the data say. */
  @Test
  void damageInTheMiddleIsFoundInTurnedImagesToo() {
    byte[] whole = SampleImages.withExif(SampleImages.jpeg(SampleImages.gray(320, 240), 0.95f), 6);
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      byte[] damaged = whole.clone();
      Random random = new Random(seed);
      for (int at = whole.length / 2; at < whole.length / 2 + 40; at++) {
        damaged[at] = (byte) random.nextInt(255);
      }
      if (decode(damaged, DecodeVerification.QUICK).isPresent()) {
        found++;
      }
    }
    assertThat(decode(whole, DecodeVerification.QUICK)).isEmpty();
    assertThat(found).isGreaterThan(15);
  }

  @Test
  void everyCutIsFound() {
    int index = 0;
    for (byte[] file : files()) {
      for (int percent = 1; percent < 100; percent++) {
        byte[] shortened = Arrays.copyOf(file, file.length * percent / 100);

        Optional<DecodeException> refusal = decode(shortened, DecodeVerification.QUICK);

        assertThat(refusal).as("file %d cut at %d %%", index, percent).isPresent();
        assertThat(refusal.get().code())
            .as("file %d cut at %d %%", index, percent)
            .isIn(FindingCode.TRUNCATED, FindingCode.UNREADABLE, FindingCode.NOT_AN_IMAGE);
      }
      index++;
    }
  }

  /** A progressive JPEG that ends between two scans is a whole one of less quality. */
  @Test
  void cutSequentialJpegWithAnEndMarkerIsFoundByTheQuickCheck() throws DecodeException {
    int checked = 0;
    for (byte[] file : files()) {
      if (file[0] != (byte) 0xff
          || HeaderProbe.probe(SampleImages.direct(file), DecodeLimits.DEFAULT)
              .detail()
              .startsWith("progressive")) {
        continue;
      }
      for (int percent = 60; percent < 95; percent += 5) {
        byte[] shortened = Arrays.copyOf(file, file.length * percent / 100);
        shortened[shortened.length - 3] = 0;
        shortened[shortened.length - 2] = (byte) 0xff;
        shortened[shortened.length - 1] = (byte) 0xd9;

        assertThat(decode(shortened, DecodeVerification.QUICK).map(DecodeException::code))
            .as("file of %d bytes cut at %d %%", file.length, percent)
            .contains(FindingCode.TRUNCATED);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(3 * 7);
  }

  @Test
  void flippedBytesGiveTypedResultsInBoundedTime() {
    List<byte[]> files = files();
    Random random = new Random(20260101);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = files.get(i % files.size()).clone();
      // Half of the flips hit the first bytes, where headers and tables are.
      int reach = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 700);
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      DecodeVerification verification =
          random.nextBoolean() ? DecodeVerification.QUICK : DecodeVerification.FULL;

      Optional<DecodeException> refusal =
          assertTimeout(ofSeconds(60), () -> decode(damaged, verification));

      refusal.ifPresent(
          found -> {
            assertThat(found.code()).isIn(REFUSALS);
            assertThat(found.getMessage()).isNotBlank().doesNotContain("\n");
          });
    }
  }

  /** The refusal, if the file was refused. Anything but a DecodeException fails the test. */
  private Optional<DecodeException> decode(byte[] bytes, DecodeVerification verification) {
    ByteBuffer file = SampleImages.direct(bytes);
    try {
      ImageHeader header = HeaderProbe.probe(file, new DecodeLimits(20_000_000, 1 << 20));
      HostImage target = HostImage.allocate(header.pixelType(), header.size());
      decoders.decode(file, header, target, verification);
      return Optional.empty();
    } catch (DecodeException e) {
      return Optional.of(e);
    }
  }
}
