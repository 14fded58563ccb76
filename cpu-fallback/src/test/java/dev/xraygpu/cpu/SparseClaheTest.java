package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLAHE of 16 bits in Java against OpenCV's, on drawn images, sizes, tiles and limits. */
class SparseClaheTest {
  private static short[] ofOpenCv(Clahe stage, short[] image, Size size) {
    short[] result = new short[image.length];
    try (ShortPointer from = new ShortPointer(image);
        Mat source = new Mat(size.height(), size.width(), opencv_core.CV_16UC1, from);
        Mat target = new Mat(size.height(), size.width(), opencv_core.CV_16UC1);
        org.bytedeco.opencv.opencv_core.Size tiles =
            new org.bytedeco.opencv.opencv_core.Size(
                stage.tiles().width(), stage.tiles().height());
        CLAHE clahe = opencv_imgproc.createCLAHE(stage.clipLimit(), tiles)) {
      clahe.apply(source, target);
      try (ShortPointer to = new ShortPointer(target.data())) {
        to.get(result);
      }
    }
    return result;
  }

  /** Noise of all values, of few values and of one, gradients, and something like an X-ray. */
  private static short[] image(Size size, SplittableRandom random) {
    short[] pixels = new short[Math.toIntExact(size.area())];
    int kind = random.nextInt(6);
    int base = random.nextInt(1 << 16);
    int factor = 1 + random.nextInt(400);
    for (int i = 0; i < pixels.length; i++) {
      int x = i % size.width();
      int y = i / size.width();
      pixels[i] =
          (short)
              switch (kind) {
                case 0 -> random.nextInt(1 << 16);
                case 1 -> 257 * random.nextInt(8);
                case 2 -> base;
                case 3 -> Math.min(65_535, (x + y) * factor);
                case 4 -> random.nextBoolean() ? 65_535 - random.nextInt(9) : random.nextInt(9);
                default ->
                    30_000
                        + 20_000 * Math.sin(x / 37.0) * Math.cos(y / 29.0)
                        + random.nextInt(factor);
              };
    }
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesTheBytesOfOpenCv(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int handled = 0;
    for (int i = 0; i < 60; i++) {
      int longest = random.nextInt(3) == 0 ? 20 : 400;
      Size size = new Size(1 + random.nextInt(longest), 1 + random.nextInt(longest));
      int most = random.nextInt(4) == 0 ? 20 : 8;
      Size tiles = new Size(1 + random.nextInt(most), 1 + random.nextInt(most));
      Clahe stage = new Clahe(0.1 + random.nextInt(40) / 4.0, tiles);
      if (!SparseClahe.handles(stage, size)) {
        continue;
      }
      handled++;
      SparseClahe clahe = new SparseClahe(stage);
      for (int repeated = 0; repeated < 2; repeated++) {
        short[] source = image(size, random);
        short[] result = new short[source.length];
        clahe.apply(source, size, result);
        assertThat(result).as("%s, %s", stage, size).isEqualTo(ofOpenCv(stage, source, size));
      }
    }
    assertThat(handled).isGreaterThan(25);
  }

  @Test
  void usualSizesGiveTheBytesOfOpenCv() {
    SplittableRandom random = new SplittableRandom(9);
    Clahe stage = new Clahe(2, new Size(8, 8));
    SparseClahe clahe = new SparseClahe(stage);
    // Larger and smaller ones, in turn, as files of a dataset come.
    for (int side : new int[] {224, 1024, 256, 299, 320, 512, 384, 224}) {
      Size size = new Size(side, side);
      assertThat(SparseClahe.handles(stage, size)).isTrue();
      for (int i = 0; i < 6; i++) {
        short[] source = image(size, random);
        short[] result = new short[source.length];
        clahe.apply(source, size, result);
        assertThat(result).as("%s", size).isEqualTo(ofOpenCv(stage, source, size));
      }
    }
  }

  @Test
  void whereMoreThanOnePixelIsKeptOpenCvIsAsked() {
    Clahe stage = new Clahe(8, new Size(8, 8));

    assertThat(SparseClahe.handles(stage, new Size(1023, 1023))).isFalse();
    assertThat(SparseClahe.handles(stage, new Size(1000, 1000))).isTrue();
  }

  @Test
  void theLargestLimitThatKeepsOnePixelGivesTheBytesOfOpenCv() {
    Size size = new Size(224, 224);
    double tooLarge = 2.0 * 65_536 / (28 * 28);
    Clahe stage = new Clahe(Math.nextDown(tooLarge), new Size(8, 8));
    assertThat(SparseClahe.handles(stage, size)).isTrue();
    assertThat(SparseClahe.handles(new Clahe(Math.nextUp(tooLarge), stage.tiles()), size))
        .isFalse();

    short[] source = image(size, new SplittableRandom(4));
    short[] result = new short[source.length];
    new SparseClahe(stage).apply(source, size, result);

    assertThat(result).isEqualTo(ofOpenCv(stage, source, size));
  }

  @Test
  void whereTilesOrImagesAreLargeOpenCvIsAsked() {
    Clahe stage = new Clahe(0.5, new Size(8, 8));
    Clahe fine = new Clahe(2, new Size(64, 64));

    assertThat(SparseClahe.handles(stage, new Size(1024, 1024))).isTrue();
    assertThat(SparseClahe.handles(stage, new Size(1032, 1024))).isFalse();
    assertThat(SparseClahe.handles(fine, new Size(4096, 4096))).isTrue();
    assertThat(SparseClahe.handles(fine, new Size(4160, 4096))).isFalse();
  }
}
