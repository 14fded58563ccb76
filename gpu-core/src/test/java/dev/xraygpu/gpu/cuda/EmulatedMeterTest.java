package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.KernelTimes.KernelTime;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.StageTimes.StageTime;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Pipeline;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The device's own figures, on an emulated GPU: its clock is real, its speed is not a GPU's. */
class EmulatedMeterTest {
  private static final int IMAGES = 3;
  private static final LaneSpecification SPECIFICATION =
      new LaneSpecification(Pipeline.tutorial().stages(), IMAGES, Exclusion.NONE);

  private final CudaDeviceProvider provider =
      new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.SHARED_BLOCKS);

  @BeforeEach
  void needsTheEmulator() {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "EmulatedMeterTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  private static void runBatch(Device device) throws DeviceException {
    List<HostImage> images =
        IntStream.range(0, IMAGES)
            .mapToObj(i -> SyntheticImages.smooth(PixelType.U8, new Size(320, 256), i))
            .toList();
    try (Lane lane = device.openLane(SPECIFICATION)) {
      for (HostImage image : images) {
        LaneBatch.add(lane, image, true, ImagePlan.UNCHANGED);
      }
      lane.submit();
      lane.await();
    }
  }

  @Test
  void kernelsOfAStepTakeItsTimeAndMoveWhatIsStated() throws DeviceException {
    try (Device device = provider.open(0)) {
      DeviceMeter meter = device.meter().orElseThrow();
      runBatch(device);
      runBatch(device);
      List<KernelTime> kernels = meter.kernels();
      assertThat(kernels)
          .extracting(KernelTime::kernel)
          .containsExactly(
              "memset",
              "input_histogram",
              "summarize",
              "resize_linear",
              "median_3",
              "clahe_tables_8_by_warp",
              "clahe_interpolate",
              "processed_histogram");
      for (StageTime step : meter.steps()) {
        double ofKernels =
            kernels.stream()
                .filter(kernel -> kernel.step().equals(step.step()))
                .mapToDouble(KernelTime::milliseconds)
                .sum();
        boolean copies = step.step().equals("upload") || step.step().equals("download");
        assertThat(step.images()).isEqualTo(2 * IMAGES);
        assertThat(ofKernels)
            .as(step.step())
            .isCloseTo(
                copies || step.step().startsWith("patches") ? 0 : step.milliseconds(),
                within(0.05 * step.milliseconds() + 0.01));
      }
      KernelTime median = kernels.get(4);
      assertThat(median.step()).isEqualTo("median");
      assertThat(median.images()).isEqualTo(2 * IMAGES);
      long pixels = 2L * IMAGES * 224 * 224;
      assertThat(median.traffic())
          .isEqualTo(new MemoryTraffic(pixels + 2L * IMAGES * ImageTask.BYTES, pixels));
    }
  }

  @Test
  void kernelsAreNotTimedWhereNobodyAsksForTheMeter() throws DeviceException {
    try (CudaDevice device = (CudaDevice) provider.open(0)) {
      runBatch(device);
      assertThat(device.kernelTimes().all()).isEmpty();
      assertThat(device.stageTimes()).isNotEmpty();
    }
  }

  @Test
  void copiesAndMemoryAreMeasuredAndGivenBack() throws DeviceException {
    int before = EmulatorLibrary.emulator_objects();
    try (Device device = provider.open(0)) {
      DeviceMeter meter = device.meter().orElseThrow();
      DeviceMeter.MemoryUse idle = meter.memory();
      assertThat(idle.ownPeak()).hasValue(0);
      DeviceMeter.CopyRates rates = meter.measureCopies();
      assertThat(rates.bytes()).isBetween(1L << 20, 256L << 20);
      assertThat(List.of(rates.toDevice(), rates.toHost(), rates.within()))
          .allSatisfy(rate -> assertThat(rate).isBetween(1e8, 1e13));
      assertThat(meter.memory().used()).isEqualTo(idle.used());
      assertThat(meter.memory().ownPeak()).hasValue(2 * rates.bytes());
      try (Lane lane = device.openLane(SPECIFICATION)) {
        assertThat(lane.pending()).isZero();
        assertThat(meter.memory().used()).isGreaterThan(idle.used());
      }
    }
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @Test
  void stagesAloneAreMeasuredOnWhatIsThereAndGivenBack() throws DeviceException {
    int before = EmulatorLibrary.emulator_objects();
    try (Device device = provider.open(0)) {
      DeviceMeter meter = device.meter().orElseThrow();
      List<HostImage> images =
          List.of(
              SyntheticImages.smooth(PixelType.U8, new Size(320, 256), 1),
              SyntheticImages.smooth(PixelType.U16, new Size(300, 200), 2));
      DeviceMeter.StageRate rate = meter.measureStages(Pipeline.tutorial().stages(), images);
      assertThat(rate.batch()).isEqualTo(2);
      assertThat(rate.lanes()).isEqualTo(device.lanesPerWorker());
      assertThat(rate.imagesPerSecond()).isBetween(0.1, 1e7);
      // They are no part of what a job took.
      assertThat(meter.steps()).isEmpty();
      assertThat(meter.kernels()).isEmpty();
      runBatch(device);
      assertThat(meter.steps()).isNotEmpty();
    }
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @Test
  void energyIsUnknownWithItsReasonWhereNvmlIsMissing() throws DeviceException {
    try (Device device = provider.open(0)) {
      DeviceMeter.Energy energy = device.meter().orElseThrow().energy();
      if (energy instanceof DeviceMeter.Energy.Unknown unknown) {
        assertThat(unknown.reason()).contains("NVML");
      } else {
        // A machine with a driver has NVML, which may know a card at the emulated one's place.
        assertThat(energy).isInstanceOf(DeviceMeter.Energy.Counted.class);
      }
    }
  }
}
