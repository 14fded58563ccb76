package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.reference.GrayArray;
import dev.xraygpu.reference.ReferenceAreaResize;
import dev.xraygpu.reference.ReferenceClahe;
import dev.xraygpu.reference.ReferenceLinearResize;
import dev.xraygpu.reference.ReferenceMedian;
import dev.xraygpu.reference.ReferenceNonLocalMeans;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CPU device against implementations in plain Java that were written from the arithmetic's
 * description and share no code with OpenCV: equal in every byte, on hundreds of random images.
 */
class CpuExactnessTest {
  private static final int IMAGES = 320;

  private static Device device;

  @BeforeAll
  static void open() throws DeviceException {
    device = new CpuDeviceProvider().open(0);
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @Test
  void linearResize() throws DeviceException {
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      GrayArray source = randomImage(random, side(random), side(random));
      int width = side(random);
      int height = side(random);
      check(
          stretch(width, height, Interpolation.LINEAR),
          source,
          ReferenceLinearResize.resize(source, width, height));
    }
  }

  @Test
  void linearResizeToExactlyHalf() throws DeviceException {
    Random random = new Random(2);
    for (int i = 0; i < IMAGES; i++) {
      int width = 1 + random.nextInt(150);
      int height = 1 + random.nextInt(150);
      // One axis halved alone is interpolated, both together are averaged.
      int otherHeight = i % 3 == 0 ? 1 + random.nextInt(300) : 2 * height;
      GrayArray source = randomImage(random, 2 * width, otherHeight);
      check(
          stretch(width, height, Interpolation.LINEAR),
          source,
          ReferenceLinearResize.resize(source, width, height));
    }
  }

  @Test
  void areaResizeByWholeNumbers() throws DeviceException {
    Random random = new Random(3);
    for (int i = 0; i < IMAGES; i++) {
      int across = 1 + random.nextInt(6);
      int down = 1 + random.nextInt(6);
      int width = 1 + random.nextInt(300 / across);
      int height = 1 + random.nextInt(300 / down);
      GrayArray source = randomImage(random, width * across, height * down);
      check(
          stretch(width, height, Interpolation.AREA),
          source,
          ReferenceAreaResize.resize(source, width, height));
    }
  }

  @Test
  void areaResizeByFractions() throws DeviceException {
    Random random = new Random(4);
    for (int i = 0; i < IMAGES; i++) {
      GrayArray source = randomImage(random, side(random), side(random));
      int width = 1 + random.nextInt(source.width());
      int height = 1 + random.nextInt(source.height());
      check(
          stretch(width, height, Interpolation.AREA),
          source,
          ReferenceAreaResize.resize(source, width, height));
    }
  }

  @Test
  void areaResizeWhereAnAxisGrows() throws DeviceException {
    Random random = new Random(5);
    for (int i = 0; i < IMAGES; i++) {
      GrayArray source = randomImage(random, 1 + random.nextInt(150), side(random));
      int width = source.width() + 1 + random.nextInt(300 - source.width());
      int height = side(random);
      check(
          stretch(width, height, Interpolation.AREA),
          source,
          ReferenceAreaResize.resize(source, width, height));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void median(int kernel) throws DeviceException {
    Random random = new Random(6);
    for (int i = 0; i < IMAGES; i++) {
      GrayArray source = randomImage(random, side(random), side(random));
      check(new MedianBlur(kernel), source, ReferenceMedian.filter(source, kernel));
    }
  }

  /** Windows larger than the image, too, whose border is mirrored again and again. */
  @ParameterizedTest
  @EnumSource(PixelType.class)
  void nonLocalMeans(PixelType type) throws DeviceException {
    Random random = new Random(9);
    for (int i = 0; i < IMAGES / 4; i++) {
      NonLocalMeans stage =
          new NonLocalMeans(
              Math.pow(10, random.nextDouble() * 2.5 - 0.5),
              3 + 2 * random.nextInt(4),
              3 + 2 * random.nextInt(8));
      GrayArray source = randomImage(random, type, 1 + random.nextInt(40), 1 + random.nextInt(40));
      check(stage, type, source, ReferenceNonLocalMeans.filter(source, type, stage));
    }
    GrayArray source = GrayArray.of(SyntheticImages.smooth(type, new Size(60, 50), 4));
    check(
        NonLocalMeans.DEFAULT,
        type,
        source,
        ReferenceNonLocalMeans.filter(source, type, NonLocalMeans.DEFAULT));
  }

  @Test
  void clahe() throws DeviceException {
    Random random = new Random(7);
    for (int i = 0; i < IMAGES; i++) {
      GrayArray source = randomImage(random, side(random), side(random));
      int across = 1 + random.nextInt(16);
      int down = 1 + random.nextInt(16);
      double limit = i % 4 == 0 ? 2.0 : Math.pow(10, random.nextDouble() * 4 - 2);
      check(
          new Clahe(limit, new Size(across, down)),
          source,
          ReferenceClahe.equalize(source, limit, across, down));
    }
  }

  @Test
  void claheWithTilesThatDivide() throws DeviceException {
    Random random = new Random(8);
    for (int i = 0; i < IMAGES; i++) {
      int across = 1 + random.nextInt(16);
      int down = 1 + random.nextInt(16);
      // In every third image only the width is divisible, and grows all the same.
      int height = i % 3 == 0 ? side(random) : down * (1 + random.nextInt(18));
      GrayArray source = randomImage(random, across * (1 + random.nextInt(18)), height);
      check(
          new Clahe(3.5, new Size(across, down)),
          source,
          ReferenceClahe.equalize(source, 3.5, across, down));
    }
  }

  private static Resize stretch(int width, int height, Interpolation interpolation) {
    return new Resize(new Size(width, height), Fit.STRETCH, interpolation);
  }

  private static int side(Random random) {
    return 1 + random.nextInt(300);
  }

  // Half of them noise, which leaves no rounding untried, half of them like an X-ray.
  private static GrayArray randomImage(Random random, int width, int height) {
    return randomImage(random, PixelType.U8, width, height);
  }

  private static GrayArray randomImage(Random random, PixelType type, int width, int height) {
    Size size = new Size(width, height);
    long seed = random.nextLong();
    return GrayArray.of(
        random.nextBoolean()
            ? SyntheticImages.noise(type, size, seed)
            : SyntheticImages.smooth(type, size, seed));
  }

  private static void check(Stage stage, GrayArray source, GrayArray expected)
      throws DeviceException {
    check(stage, PixelType.U8, source, expected);
  }

  private static void check(Stage stage, PixelType type, GrayArray source, GrayArray expected)
      throws DeviceException {
    LaneSpecification specification = new LaneSpecification(List.of(stage), 1, Exclusion.NONE);
    try (Lane lane = device.openLane(specification)) {
      HostImage result = LaneBatch.runAll(lane, List.of(source.toImage(type)), 1).get(0);
      assertThat(SyntheticImages.values(result))
          .as("%s of %s", stage, source.size())
          .isEqualTo(expected.values());
    }
  }
}
