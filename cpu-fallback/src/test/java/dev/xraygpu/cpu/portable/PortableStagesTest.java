package dev.xraygpu.cpu.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Interpolation;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What takes OpenCV's place on other processors, against OpenCV on x86-64: equal in every byte, on
 * drawn images, sizes and parameters.
 */
class PortableStagesTest {
  private static final int IMAGES = 150;

  @BeforeAll
  static void openCvIsTheMeasureOnlyOnX86() {
    String architecture = System.getProperty("os.arch");
    requireOrSay("amd64".equals(architecture) || "x86_64".equals(architecture), "not on x86-64");
  }

  private static int code(PixelType type) {
    return type == PixelType.U8 ? opencv_core.CV_8UC1 : opencv_core.CV_16UC1;
  }

  /** Noise of all values, of few values and of one, gradients, and something like an X-ray. */
  private static Mat image(PixelType type, int width, int height, SplittableRandom random) {
    int largest = type.maxValue();
    int kind = random.nextInt(6);
    int base = random.nextInt(largest + 1);
    int[] line = new int[width];
    Mat mat = new Mat(height, width, code(type));
    try (PixelRows rows = new PixelRows(mat)) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          line[x] =
              switch (kind) {
                case 0 -> random.nextInt(largest + 1);
                case 1 -> largest / 7 * random.nextInt(8);
                case 2 -> base;
                case 3 -> (int) Math.min(largest, (long) (x + y) * base / 60);
                case 4 -> random.nextBoolean() ? largest - random.nextInt(9) : random.nextInt(9);
                default ->
                    (int)
                        (largest
                            * (0.45
                                + 0.3 * Math.sin(x / 37.0) * Math.cos(y / 29.0)
                                + random.nextInt(100) / 1000.0));
              };
        }
        rows.write(y, line);
      }
    }
    return mat;
  }

  private static byte[] bytes(Mat mat) {
    byte[] bytes = new byte[Math.toIntExact(mat.total() * mat.elemSize())];
    try (BytePointer data = new BytePointer(mat.data())) {
      data.get(bytes);
    }
    return bytes;
  }

  private static int side(SplittableRandom random) {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 400);
  }

  private static void resizesAlike(
      PixelType type, Size from, Size to, Interpolation interpolation, SplittableRandom random) {
    int code =
        interpolation == Interpolation.LINEAR
            ? opencv_imgproc.INTER_LINEAR
            : opencv_imgproc.INTER_AREA;
    try (Mat source = image(type, from.width(), from.height(), random);
        Mat expected = new Mat(to.height(), to.width(), code(type));
        Mat result = new Mat(to.height(), to.width(), code(type));
        org.bytedeco.opencv.opencv_core.Size size =
            new org.bytedeco.opencv.opencv_core.Size(to.width(), to.height())) {
      opencv_imgproc.resize(source, expected, size, 0, 0, code);
      PortableResize.resize(source, result, interpolation);
      assertThat(bytes(result))
          .as("%s of type %s to %s, %s", from, type, to, interpolation)
          .isEqualTo(bytes(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void resizeBetweenAnySizes(PixelType type) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < IMAGES; i++) {
      Size from = new Size(side(random), side(random));
      Size to = new Size(side(random), side(random));
      resizesAlike(type, from, to, Interpolation.LINEAR, random);
      resizesAlike(type, from, to, Interpolation.AREA, random);
    }
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void resizeWhereBothSidesShrink(PixelType type) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < IMAGES; i++) {
      Size from = new Size(side(random), side(random));
      Size to = new Size(1 + random.nextInt(from.width()), 1 + random.nextInt(from.height()));
      resizesAlike(type, from, to, Interpolation.AREA, random);
    }
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void resizeByWholeNumbers(PixelType type) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < IMAGES; i++) {
      Size to = new Size(1 + random.nextInt(60), 1 + random.nextInt(60));
      int across = 1 + random.nextInt(i % 5 == 0 ? 20 : 3);
      int down = 1 + random.nextInt(i % 5 == 0 ? 20 : 3);
      Size from = new Size(to.width() * across, to.height() * down);
      resizesAlike(type, from, to, Interpolation.LINEAR, random);
      resizesAlike(type, from, to, Interpolation.AREA, random);
    }
  }

  @Test
  void resizeOfAPartOfAnImageIntoAPartOfAnother() {
    SplittableRandom random = new SplittableRandom(4);
    for (PixelType type : PixelType.values()) {
      try (Mat whole = image(type, 301, 203, random);
          org.bytedeco.opencv.opencv_core.Rect kept =
              new org.bytedeco.opencv.opencv_core.Rect(7, 9, 251, 133);
          org.bytedeco.opencv.opencv_core.Rect inner =
              new org.bytedeco.opencv.opencv_core.Rect(3, 5, 64, 48);
          org.bytedeco.opencv.opencv_core.Size size =
              new org.bytedeco.opencv.opencv_core.Size(64, 48);
          Mat from = new Mat(whole, kept);
          Mat expected = image(type, 70, 60, new SplittableRandom(5));
          Mat result = image(type, 70, 60, new SplittableRandom(5));
          Mat expectedPart = new Mat(expected, inner);
          Mat resultPart = new Mat(result, inner)) {
        opencv_imgproc.resize(from, expectedPart, size, 0, 0, opencv_imgproc.INTER_LINEAR);
        PortableResize.resize(from, resultPart, Interpolation.LINEAR);
        assertThat(bytes(result)).isEqualTo(bytes(expected));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void clahe(PixelType type) {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < IMAGES / 2; i++) {
      int most = random.nextInt(4) == 0 ? 20 : 8;
      Size tiles = new Size(1 + random.nextInt(most), 1 + random.nextInt(most));
      Clahe stage = new Clahe(0.1 + random.nextInt(200) / 4.0, tiles);
      try (Mat source = image(type, side(random), side(random), random);
          Mat expected = new Mat(source.rows(), source.cols(), code(type));
          Mat result = new Mat(source.rows(), source.cols(), code(type));
          org.bytedeco.opencv.opencv_core.Size size =
              new org.bytedeco.opencv.opencv_core.Size(tiles.width(), tiles.height());
          CLAHE clahe = opencv_imgproc.createCLAHE(stage.clipLimit(), size)) {
        clahe.apply(source, expected);
        PortableClahe.apply(stage, source, result);
        assertThat(bytes(result)).as("%s of type %s", stage, type).isEqualTo(bytes(expected));
      }
    }
  }

  private static void requireOrSay(boolean given, String otherwise) {
    if (!given) {
      System.out.println("PortableStagesTest is skipped in part or whole: " + otherwise);
    }
    assumeTrue(given, otherwise);
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void bilateral(PixelType type) {
    requireOrSay(opencv_core.checkHardwareSupport(opencv_core.CV_CPU_AVX2), "no AVX2 here");
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < IMAGES; i++) {
      int diameter = i % 2 == 0 ? 5 : 3 + 2 * random.nextInt(7);
      BilateralFilter stage =
          new BilateralFilter(
              diameter, 1 + random.nextInt(1000) / 8.0, 1 + random.nextInt(1000) / 8.0);
      boolean deep = type == PixelType.U16;
      try (Mat source = image(type, side(random), side(random), random);
          Mat result = new Mat(source.rows(), source.cols(), code(type));
          Mat floating = new Mat();
          Mat filtered = new Mat();
          Mat expected = new Mat(source.rows(), source.cols(), code(type))) {
        if (deep) {
          source.convertTo(floating, opencv_core.CV_32F);
          opencv_imgproc.bilateralFilter(
              floating, filtered, diameter, stage.sigmaColor() * 257, stage.sigmaSpace());
          filtered.convertTo(expected, opencv_core.CV_16U);
        } else {
          opencv_imgproc.bilateralFilter(
              source, expected, diameter, stage.sigmaColor(), stage.sigmaSpace());
        }
        PortableBilateral.apply(stage, source, result);
        assertThat(bytes(result))
            .as("%s of %s x %s, type %s", stage, source.cols(), source.rows(), type)
            .isEqualTo(bytes(expected));
      }
    }
  }

  @Test
  void oneRoundingAsJavaHasIt() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 2_000_000; i++) {
      // Products near ties of the sum among them: few bits that are set, far apart.
      float a = (1 << random.nextInt(20)) + random.nextInt(4);
      float b = Float.intBitsToFloat((120 + random.nextInt(8)) << 23 | 1 << random.nextInt(23));
      float c = random.nextInt(3) == 0 ? random.nextInt(1 << 24) : random.nextInt(1 << 16) / 3f;
      if (PortableBilateral.fused(a, b, c) != Math.fma(a, b, c)) {
        fail("%s * %s + %s", a, b, c);
      }
    }
  }
}
