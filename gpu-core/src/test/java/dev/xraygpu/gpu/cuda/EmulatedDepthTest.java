package dev.xraygpu.gpu.cuda;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of depth, in batches of both depths, of whole images and of parts. */
class EmulatedDepthTest {
  @ParameterizedTest
  @EnumSource(PixelType.class)
  void everyPixelHasItsValueInTheOtherDepth(PixelType type) throws DeviceException {
    CudaDeviceProvider provider =
        new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.BLOCK_PER_SLICE);
    if (provider.probe() instanceof Availability.Unavailable missing) {
      String reason = "EmulatedDepthTest is skipped: " + missing.reason();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    Rectangle part = new Rectangle(3, 5, new Size(40, 31));
    List<HostImage> images =
        List.of(
            SyntheticImages.noise(PixelType.U16, new Size(256, 256), 1),
            SyntheticImages.noise(PixelType.U8, new Size(61, 47), 2),
            SyntheticImages.noise(PixelType.U16, new Size(61, 47), 3),
            SyntheticImages.noise(PixelType.U8, new Size(50, 40), 4));
    List<Optional<Rectangle>> crops =
        List.of(Optional.empty(), Optional.empty(), Optional.of(part), Optional.of(part));
    PixelStatistics expected = new PixelStatistics();
    try (Device device = provider.open(0);
        Lane lane =
            device.openLane(new LaneSpecification(List.of(new Depth(type)), 4, Exclusion.NONE))) {
      for (int i = 0; i < images.size(); i++) {
        HostImage image = images.get(i);
        SyntheticImages.copy(image, lane.reserve(image.type(), image.size()));
        lane.add(true, new ImagePlan(crops.get(i), List.of()));
      }
      lane.submit();
      List<LaneResult> results = lane.await();
      for (int i = 0; i < images.size(); i++) {
        HostImage result = processed(results.get(i)).pixels();
        check(images.get(i), crops.get(i), result, type);
        expected.add(result);
      }
      PixelStatistics counted = new PixelStatistics();
      lane.drainStatistics(new PixelStatistics(), counted);
      assertThat(counted).isEqualTo(expected);
    }
  }

  private static void check(
      HostImage image, Optional<Rectangle> crop, HostImage result, PixelType type) {
    Rectangle part = crop.orElse(Rectangle.whole(image.size()));
    assertThat(result.type()).isEqualTo(type);
    assertThat(result.size()).isEqualTo(part.size());
    for (int y = 0; y < part.size().height(); y++) {
      for (int x = 0; x < part.size().width(); x++) {
        int value = image.get(part.x() + x, part.y() + y);
        int other =
            image.type() == type
                ? value
                : type == PixelType.U16 ? value * 257 : (int) Math.rint(value / 257.0);
        if (result.get(x, y) != other) {
          assertThat(result.get(x, y)).as("pixel %d,%d", x, y).isEqualTo(other);
        }
      }
    }
  }
}
