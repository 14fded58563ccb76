package dev.xraygpu.gpu.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.KernelTimes.KernelTime;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs kernels where each access to memory is counted, and prints, for each kernel, what was
 * counted and what its launch states: {@code CASE kernel in out stated-in stated-out}. In a process
 * of its own, whose emulator was compiled for that.
 */
final class CountedWorkload {
  private static final int IMAGES = 4;

  /** Multiples of 32 bytes, as memory moves; rows of both types begin at such multiples. */
  private static final Size LARGE = new Size(640, 448);

  private static final Size SMALL = new Size(64, 32);

  private CountedWorkload() {}

  public static void main(String[] arguments) throws DeviceException {
    Size target = Size.square(224);
    Fit letterbox = Fit.LETTERBOX;
    for (PixelType type : PixelType.values()) {
      run(type, LARGE, new Resize(target, letterbox, Interpolation.LINEAR));
      run(type, LARGE, new Resize(target, letterbox, Interpolation.AREA));
      run(type, Size.square(448), new Resize(target, letterbox, Interpolation.LINEAR));
      run(type, LARGE, new MedianBlur(3));
      run(type, SMALL, new MedianBlur(5));
      run(type, Size.square(224), new Clahe(2, new Size(8, 8)));
      run(type, LARGE, new Clahe(2, new Size(4, 4)));
      run(type, Size.square(160), new BilateralFilter(5, 50, 50));
      run(type, SMALL, new NonLocalMeans(3, 3, 5));
      run(type, LARGE, new Depth(type == PixelType.U8 ? PixelType.U16 : PixelType.U8));
      patchAndCrop(type);
    }
    System.out.println("done");
  }

  private static void run(PixelType type, Size size, Stage stage) throws DeviceException {
    List<ImagePlan> plans = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      plans.add(ImagePlan.UNCHANGED);
    }
    run(type + "/" + stage.name(), type, size, List.of(stage), plans);
  }

  private static void patchAndCrop(PixelType type) throws DeviceException {
    Rectangle given = new Rectangle(32, 8, new Size(64, 4));
    Rectangle flat = new Rectangle(128, 16, new Size(32, 8));
    List<ImagePlan> plans = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      plans.add(
          new ImagePlan(
              Optional.of(new Rectangle(64, 2, new Size(320, 100))),
              List.of(
                  new Patch.Pixels(given, SyntheticImages.noise(type, given.size(), i)),
                  new Patch.Constant(flat, 7))));
    }
    run(type + "/plan", type, LARGE, List.of(), plans);
  }

  private static void run(
      String name, PixelType type, Size size, List<Stage> stages, List<ImagePlan> plans)
      throws DeviceException {
    CudaDeviceProvider provider =
        new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.BLOCK_PER_SLICE);
    try (CudaDevice device = (CudaDevice) provider.open(0)) {
      DeviceMeter meter = device.meter().orElseThrow();
      try (Lane lane = device.openLane(new LaneSpecification(stages, IMAGES, Exclusion.NONE))) {
        for (int i = 0; i < IMAGES; i++) {
          HostImage image = SyntheticImages.noise(type, size, i);
          LaneBatch.add(lane, image, true, plans.get(i));
        }
        lane.submit();
        lane.await();
      }
      for (KernelTime stated : meter.kernels()) {
        if (!stated.kernel().equals("memset")) {
          print(name, stated, counted(device, stated.kernel()));
        }
      }
    }
  }

  private static MemoryTraffic counted(CudaDevice device, String kernel) {
    for (Kernel each : Kernel.values()) {
      if (each.entry().equals(kernel)) {
        LongByReference in = new LongByReference();
        LongByReference out = new LongByReference();
        EmulatorLibrary.emulator_traffic(new Pointer(device.kernels().function(each)), in, out);
        return new MemoryTraffic(in.getValue(), out.getValue());
      }
    }
    throw new IllegalStateException("no kernel " + kernel);
  }

  private static void print(String name, KernelTime stated, MemoryTraffic counted) {
    System.out.println(
        String.join(
            " ",
            name,
            stated.kernel(),
            String.valueOf(counted.in()),
            String.valueOf(counted.out()),
            String.valueOf(stated.traffic().in()),
            String.valueOf(stated.traffic().out())));
  }
}
