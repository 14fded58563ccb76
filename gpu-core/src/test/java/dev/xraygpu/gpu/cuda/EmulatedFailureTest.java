package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.RetryingDevice;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a call of the driver fails: a clear message, and nothing is left behind. */
class EmulatedFailureTest {
  private static final LaneSpecification SPECIFICATION =
      new LaneSpecification(Pipeline.tutorial().stages(), 4, Exclusion.NONE);
  private static final int NEVER = Integer.MAX_VALUE;

  private final AtomicInteger callsLeft = new AtomicInteger(NEVER);
  private final List<HostImage> images =
      IntStream.range(0, 4)
          .mapToObj(i -> SyntheticImages.smooth(PixelType.U8, new Size(300 + i, 200), i))
          .toList();

  @BeforeEach
  void needsTheEmulator() {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "EmulatedFailureTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  private CudaDeviceProvider provider(String call, int code) {
    CudaDeviceProvider.Machine emulated = new EmulatedDriver.EmulatedMachine();
    return new CudaDeviceProvider(
        new CudaDeviceProvider.Machine() {
          @Override
          public Availability probe() {
            return emulated.probe();
          }

          @Override
          public Availability probe(int gpu) {
            return emulated.probe(gpu);
          }

          @Override
          public CudaDriver driver() throws CudaDriverException {
            return FaultyDriver.over(emulated.driver(), call, callsLeft, code);
          }
        },
        MemoryLayout.SHARED_BLOCKS);
  }

  @ParameterizedTest
  @CsvSource({
    "retainContext, 0",
    "createStream, 0",
    "allocate, 0",
    "loadModule, 0",
    "function, 0",
    "function, 5",
  })
  void aDeviceThatCannotBeOpenedSaysWhy(String call, int succeed) {
    int before = EmulatorLibrary.emulator_objects();
    callsLeft.set(succeed);
    DeviceException failure =
        catchThrowableOfType(
            DeviceException.class, () -> provider(call, FaultyDriver.LAUNCH_FAILED).open(0));
    assertThat(failure).hasMessageContaining("cuda:0").hasMessageContaining(call + " failed");
    assertThat(failure).hasMessageContaining("--device cpu");
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "retainContext, 2, nvidia-smi lists them",
    "loadModule, 221, libnvidia-ptxjitcompiler",
    "loadModule, 222, driver 580",
    "loadModule, 223, CUDA_DISABLE_PTX_JIT",
    "loadModule, 218, the system's log",
    "allocate, 801, --device opencv-cuda",
  })
  void aDeviceThatCannotBeOpenedSaysWhatToDo(String call, int code, String remedy) {
    callsLeft.set(0);
    assertThatThrownBy(() -> provider(call, code).open(0))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining(remedy)
        .hasMessageContaining("--device cpu");
  }

  @ParameterizedTest
  @CsvSource({
    "createStream, LOST",
    "allocate, OUT_OF_MEMORY",
    "allocatePinned, OUT_OF_MEMORY",
    "fill, LOST",
  })
  void aLaneThatCannotBeOpenedLeavesNothing(String call, DeviceException.Kind kind)
      throws DeviceException {
    int code = kind == DeviceException.Kind.LOST ? 719 : FaultyDriver.OUT_OF_MEMORY;
    int before = EmulatorLibrary.emulator_objects();
    try (Device device = provider(call, code).open(0)) {
      boolean once = call.equals("createStream") || call.equals("allocatePinned");
      for (int succeed = 0; succeed < (once ? 1 : 2); succeed++) {
        callsLeft.set(succeed);
        DeviceException failure =
            catchThrowableOfType(
                DeviceException.class, () -> device.openLane(SPECIFICATION).close());
        assertThat(failure).hasMessageContaining("device cuda:0: a lane: " + call + " failed");
        assertThat(failure.kind()).isEqualTo(kind);
      }
      callsLeft.set(NEVER);
    }
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "copyToDevice, 0",
    "launch, 0",
    "launch, 4",
    "copyToHost, 2",
    "synchronizeStream, 0",
  })
  void aBatchThatFailsAtWorkIsLostAndSaysWhatToDo(String call, int succeed) throws DeviceException {
    int before = EmulatorLibrary.emulator_objects();
    try (Device device = provider(call, FaultyDriver.LAUNCH_FAILED).open(0);
        Lane lane = device.openLane(SPECIFICATION)) {
      callsLeft.set(succeed);
      DeviceException failure =
          catchThrowableOfType(DeviceException.class, () -> LaneBatch.run(lane, images));
      assertThat(failure)
          .hasMessageContaining("device cuda:0: a batch of 4 images: " + call + " failed");
      assertThat(failure.kind()).isEqualTo(DeviceException.Kind.LOST);
      callsLeft.set(NEVER);
    }
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @Test
  void aLostDeviceSaysOnceHowToGoOn() throws DeviceException {
    try (Device device =
            new RetryingDevice(provider("launch", FaultyDriver.LAUNCH_FAILED).open(0));
        Lane lane = device.openLane(SPECIFICATION)) {
      callsLeft.set(0);
      assertThatThrownBy(() -> LaneBatch.run(lane, images))
          .hasMessage(
              "device cuda:0 does not answer any more: a batch of 4 images: launch failed: injected"
                  + " (719). What was finished is kept: preprocess --resume goes on from there,"
                  + " after a look at nvidia-smi and the system's log, or with another --device.");
      callsLeft.set(NEVER);
    }
  }

  @Test
  void pageLockedMemoryThatRunsOutWhileALaneIsFilledMakesBatchesSmaller() throws DeviceException {
    PixelStatistics expected = new PixelStatistics();
    images.forEach(expected::add);
    PixelStatistics input = new PixelStatistics();
    try (Device device =
            new RetryingDevice(provider("allocatePinned", FaultyDriver.OUT_OF_MEMORY).open(0));
        Lane lane = device.openLane(SPECIFICATION)) {
      LaneBatch.add(lane, images.get(0), true);
      HostImage large = SyntheticImages.constant(PixelType.U8, new Size(1500, 1000), 9);
      callsLeft.set(0);
      LaneBatch.add(lane, large, false);
      callsLeft.set(NEVER);
      assertThat(lane.pending()).isEqualTo(2);
      for (HostImage image : images.subList(1, 4)) {
        if (lane.full()) {
          lane.submit();
          lane.await();
        }
        LaneBatch.add(lane, image, true);
      }
      lane.submit();
      lane.await();
      lane.drainStatistics(input, new PixelStatistics());
    }
    assertThat(input).isEqualTo(expected);
  }

  @Test
  void pageLockedMemoryThatIsNotThereIsTheMachinesAndNotTheGpus() throws DeviceException {
    try (Device device = provider("allocatePinned", FaultyDriver.OUT_OF_MEMORY).open(0);
        Lane lane = device.openLane(SPECIFICATION)) {
      callsLeft.set(0);
      assertThatThrownBy(() -> lane.reserve(PixelType.U8, new Size(400, 300)))
          .hasMessageContaining("the machine's own memory")
          .hasMessageNotContaining("GPU");
      callsLeft.set(NEVER);
    }
  }

  @Test
  void aBatchWithoutRoomIsDoneInPartsAndCountedOnce() throws DeviceException {
    PixelStatistics expected = new PixelStatistics();
    images.forEach(expected::add);
    for (String call : List.of("allocate", "allocatePinned")) {
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      try (Device device = new RetryingDevice(provider(call, FaultyDriver.OUT_OF_MEMORY).open(0));
          Lane lane = device.openLane(SPECIFICATION)) {
        for (HostImage image : images) {
          LaneBatch.add(lane, image, true);
        }
        callsLeft.set(0);
        lane.submit();
        assertThat(lane.await()).hasSize(4);
        callsLeft.set(NEVER);
        lane.drainStatistics(input, processed);
        assertThat(input).isEqualTo(expected);
        assertThat(processed.images()).isEqualTo(4);
      }
    }
  }

  @Test
  void aLaneWhoseContextIsGoneWhileItOpensLeavesNothing() throws DeviceException {
    try (Device device = provider("setCurrentContext", FaultyDriver.LAUNCH_FAILED).open(0)) {
      int before = EmulatorLibrary.emulator_objects();
      int failed = 0;
      boolean opened = false;
      while (!opened) {
        callsLeft.set(failed);
        try {
          Lane lane = device.openLane(SPECIFICATION);
          callsLeft.set(NEVER);
          lane.close();
          opened = true;
        } catch (DeviceException e) {
          failed++;
        }
        assertThat(EmulatorLibrary.emulator_objects()).as("after %s", failed).isEqualTo(before);
      }
      assertThat(failed).isGreaterThan(4);
    }
  }

  /** Of a device, its meter and a lane with two batches of which the second needs more memory. */
  @ParameterizedTest
  @ValueSource(ints = {FaultyDriver.OUT_OF_MEMORY, FaultyDriver.LAUNCH_FAILED})
  void nothingIsLeftWhicheverCallFails(int code) {
    int before = EmulatorLibrary.emulator_objects();
    List<HostImage> large = List.of(SyntheticImages.noise(PixelType.U16, new Size(900, 700), 1));
    int failed = 0;
    boolean done = false;
    while (!done) {
      callsLeft.set(failed);
      try (Device device = provider(FaultyDriver.ANY, code).open(0)) {
        DeviceMeter meter = device.meter().orElseThrow();
        meter.memory();
        try (Lane lane = device.openLane(SPECIFICATION)) {
          LaneBatch.run(lane, images);
          LaneBatch.run(lane, large);
          lane.drainStatistics(new PixelStatistics(), new PixelStatistics());
        }
        meter.measureCopies();
        done = true;
      } catch (DeviceException e) {
        assertThat(e).hasMessageContaining("injected (" + code + ")");
        failed++;
      }
      assertThat(EmulatorLibrary.emulator_objects()).as("after call %s", failed).isEqualTo(before);
    }
    assertThat(failed).isGreaterThan(100);
  }

  @Test
  void memoryIsTakenOnceForBatchesOfTheSameKind() throws DeviceException {
    try (Device device = provider("none", 0).open(0);
        Lane lane = device.openLane(SPECIFICATION)) {
      for (int i = 0; i < 3; i++) {
        LaneBatch.run(lane, images);
      }
      int allocations = EmulatorLibrary.emulator_allocations();
      for (int i = 0; i < 20; i++) {
        LaneBatch.run(lane, images);
        lane.drainStatistics(new PixelStatistics(), new PixelStatistics());
      }
      assertThat(EmulatorLibrary.emulator_allocations()).isEqualTo(allocations);
      assertThat(device.stageTimes())
          .extracting(time -> time.step() + " " + time.images())
          .containsExactly(
              "upload 92",
              "input histogram 92",
              "patches and crop 92",
              "resize 92",
              "median 92",
              "clahe 92",
              "processed histogram 92",
              "download 92");
    }
  }

  @Test
  void aLaneIsFullWhenItHoldsManyBytes() throws DeviceException {
    LaneSpecification many = new LaneSpecification(List.of(), 1000, Exclusion.NONE);
    HostImage large = SyntheticImages.constant(PixelType.U16, new Size(4000, 3000), 5);
    try (Device device = provider("none", 0).open(0);
        Lane lane = device.openLane(many)) {
      while (!lane.full()) {
        LaneBatch.add(lane, large, false);
      }
      assertThat(lane.pending()).isEqualTo(3);
      lane.submit();
      assertThat(lane.await()).hasSize(3);
    }
  }
}
