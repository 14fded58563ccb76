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
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.reference.ReferenceBilateral;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bilateral filter against its definition in double precision. OpenCV sums in single precision,
 * in an order that depends on the processor and its version, so a result may be the other neighbour
 * of a value that lies within the sums' rounding error of a half. Everywhere else it must be the
 * rounded value: a tolerance of one gray level at ties, and of none elsewhere.
 */
class CpuBilateralFilterTest {
  private static final int IMAGES = 150;

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void equalsTheDefinitionAwayFromTies(PixelType type) throws DeviceException {
    Random random = new Random(11);
    long pixels = 0;
    long ties = 0;
    for (int i = 0; i < IMAGES; i++) {
      Size size = new Size(1 + random.nextInt(120), 1 + random.nextInt(60));
      HostImage source =
          i % 2 == 0 ? SyntheticImages.smooth(type, size, i) : SyntheticImages.noise(type, size, i);
      int diameter = 3 + 2 * random.nextInt(5);
      double sigmaColor = 20 + random.nextDouble() * 80;
      double sigmaSpace = 0.5 + random.nextDouble() * 50;
      BilateralFilter stage = new BilateralFilter(diameter, sigmaColor, sigmaSpace);
      HostImage result = run(stage, source);
      double[] exact = ReferenceBilateral.filter(source, stage);
      // 8 bit: 24-bit sums of up to 300 taps. 16 bit: OpenCV also interpolates the exponential.
      double error = type == PixelType.U8 ? 5e-4 : 0.25;
      for (int at = 0; at < exact.length; at++) {
        int value = result.get(at % size.width(), at / size.width());
        if (!(Math.abs(value - exact[at]) <= 0.5 + error)) {
          assertThat((double) value).as("%s, pixel %d", stage, at).isEqualTo(exact[at]);
        }
        pixels++;
        ties += value == Math.rint(exact[at]) ? 0 : 1;
      }
    }
    // The tolerance must not become the rule.
    assertThat(ties / (double) pixels).isLessThan(type == PixelType.U8 ? 1e-4 : 0.05);
  }

  private static HostImage run(BilateralFilter stage, HostImage image) throws DeviceException {
    LaneSpecification specification = new LaneSpecification(List.of(stage), 1, Exclusion.NONE);
    try (Device device = new CpuDeviceProvider().open(0);
        Lane lane = device.openLane(specification)) {
      return LaneBatch.runAll(lane, List.of(image), 1).get(0);
    }
  }
}
