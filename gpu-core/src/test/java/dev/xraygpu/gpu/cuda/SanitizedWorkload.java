package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.MedianBlur;
import java.util.List;
import java.util.Optional;

/**
 * Runs every kernel on images of many shapes, in a process of its own where a sanitizer watches. An
 * image, a table and a result each have memory of their own, so that every step beyond is seen.
 */
final class SanitizedWorkload {
  private static final int BATCH = 4;

  private SanitizedWorkload() {}

  /** Prints {@code done} when nothing was found. */
  public static void main(String[] arguments) throws DeviceException {
    CudaDeviceProvider provider =
        new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.BLOCK_PER_SLICE);
    try (Device device = provider.open(0)) {
      for (RandomCase.Kind kind : RandomCase.Kind.values()) {
        for (PixelType type : PixelType.values()) {
          for (int i = 0; i < 3; i++) {
            RandomCase random = RandomCase.of(kind, type, BATCH, 77 + i);
            try (Lane lane =
                device.openLane(new LaneSpecification(random.stages(), BATCH, Exclusion.NONE))) {
              LaneBatch.run(lane, random.images());
            }
          }
        }
      }
      plans(device);
    }
    if (EmulatorLibrary.emulator_objects() != 0) {
      throw new AssertionError("something was not given back");
    }
    System.out.println("done");
  }

  private static void plans(Device device) throws DeviceException {
    Size size = new Size(61, 43);
    Rectangle corner = new Rectangle(58, 40, new Size(3, 3));
    for (PixelType type : PixelType.values()) {
      HostImage letters = SyntheticImages.noise(type, corner.size(), 3);
      ImagePlan plan =
          new ImagePlan(
              Optional.of(new Rectangle(20, 11, new Size(41, 32))),
              List.of(new Patch.Pixels(corner, letters), new Patch.Constant(corner, 9)));
      for (var stages :
          List.of(
              List.<dev.xraygpu.pipeline.Stage>of(),
              List.<dev.xraygpu.pipeline.Stage>of(
                  new MedianBlur(5), new Clahe(2, new Size(3, 2))))) {
        try (Lane lane = device.openLane(new LaneSpecification(stages, 1, Exclusion.NONE))) {
          LaneBatch.add(lane, SyntheticImages.smooth(type, size, 1), true, plan);
          lane.submit();
          lane.await();
        }
      }
    }
  }
}
