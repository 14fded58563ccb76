package dev.xraygpu.gpu.opencv;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.RetryingDevice;
import dev.xraygpu.device.StageTimes.StageTime;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lane asks of the GPU, in which order, and what it makes of failures. */
class OpenCvCudaLaneTest {
  private static final List<Stage> TUTORIAL = Pipeline.tutorial().stages();

  private final FakeLaneCalls.Machine machine = new FakeLaneCalls.Machine();

  private Device open() throws DeviceException {
    return FakeGpu.provider(machine).open(0);
  }

  private static LaneSpecification specification(List<Stage> stages, int batch) {
    return new LaneSpecification(stages, batch, Exclusion.NONE);
  }

  private static List<HostImage> images(int count, Size size) {
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(SyntheticImages.noise(PixelType.U8, size, i));
    }
    return images;
  }

  private static CudaException cuda(int code) {
    return new CudaException("made up", code, "error " + code);
  }

  private long calls(String name) {
    return machine.log.stream().filter(line -> line.endsWith(" " + name)).count();
  }

  @Test
  void stagesAloneRepeatWhatIsBetweenUploadAndDownload() throws DeviceException {
    try (Device device = open()) {
      DeviceMeter.StageRate rate =
          device
              .meter()
              .orElseThrow()
              .measureStages(List.of(new MedianBlur(3)), images(2, new Size(20, 10)));
      assertThat(rate.batch()).isEqualTo(2);
      assertThat(rate.lanes()).isEqualTo(device.lanesPerWorker());
      assertThat(rate.imagesPerSecond()).isPositive();
    }
    assertThat(calls("upload")).isEqualTo(2 * 2);
    assertThat(calls("download")).isZero();
    assertThat(calls("accumulate")).isZero();
    assertThat(calls("mark")).isZero();
    // Each go: two images' histograms, before and after, and their median.
    long goes = calls("surround") / (2 * 2);
    assertThat(goes).isPositive();
    assertThat(calls("histogram")).isEqualTo(goes * 2 * 2 * 2);
    assertThat(machine.hostBytes).hasValue(0);
    assertThat(machine.deviceBytes).hasValue(0);
  }

  @Test
  void aBatchGoesStepByStepAndIsWaitedForOnce() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(new MedianBlur(3)), 2))) {
      List<HostImage> images = images(2, new Size(20, 10));
      for (HostImage image : images) {
        LaneBatch.add(lane, image, true);
      }
      machine.log.clear();
      lane.submit();
      assertThat(machine.log.stream().filter(line -> !line.endsWith("extreme")))
          .containsExactly(
              "0 allocateHost",
              "0 allocateHost",
              "0 allocateHost",
              "0 allocateHost",
              "0 await",
              "0 allocateDevice",
              "0 mark",
              "0 upload",
              "0 upload",
              "0 mark",
              "0 histogram",
              "0 download",
              "0 histogram",
              "0 download",
              "0 mark",
              "0 mark",
              "0 surround",
              "0 surround",
              "0 mark",
              "0 histogram",
              "0 histogram",
              "0 mark",
              "0 download",
              "0 download",
              "0 mark");
      assertThat(calls("extreme")).isEqualTo(2 * 20);
      machine.log.clear();
      lane.await();
      // What is counted is added afterwards, and nobody waits for that.
      assertThat(machine.log)
          .containsExactly(
              "0 await", "0 accumulate", "0 accumulate", "0 accumulate", "0 accumulate");
    }
  }

  @Test
  void nothingIsTakenAfterWarmingUpAndNothingIsKeptAfterClosing() throws DeviceException {
    try (Device device = open()) {
      Lane lane = device.openLane(specification(TUTORIAL, 4));
      LaneBatch.run(lane, images(4, new Size(300, 200)));
      lane.drainStatistics(new PixelStatistics(), new PixelStatistics());
      long host = machine.hostBytes.get();
      long onDevice = machine.deviceBytes.get();
      machine.log.clear();
      for (int i = 0; i < 30; i++) {
        LaneBatch.run(lane, images(1 + i % 4, new Size(300 - i, 200)));
        lane.drainStatistics(new PixelStatistics(), new PixelStatistics());
      }
      assertThat(machine.log).noneMatch(line -> line.contains("allocate"));
      assertThat(machine.hostBytes.get()).isEqualTo(host);
      assertThat(machine.deviceBytes.get()).isEqualTo(onDevice);
      lane.close();
    }
    assertThat(machine.hostBytes.get()).isZero();
    assertThat(machine.deviceBytes.get()).isZero();
    assertThat(machine.lanes).allMatch(lane -> lane.closed);
  }

  @Test
  void largeImagesDoNotKeepTheirMemory() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 1))) {
      LaneBatch.run(lane, images(1, new Size(9000, 8000)));
      assertThat(machine.hostBytes.get()).isGreaterThan(70_000_000);
      LaneBatch.run(lane, images(1, new Size(100, 100)));
      assertThat(machine.hostBytes.get()).isLessThan(2L << 20);
    }
  }

  @Test
  void aLaneIsFullOfLargeImages() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 32))) {
      HostImage large = HostImage.allocate(PixelType.U16, new Size(5000, 4000));
      LaneBatch.add(lane, large, false);
      assertThat(lane.full()).isFalse();
      LaneBatch.add(lane, large, false);
      assertThat(lane.full()).isTrue();
      lane.submit();
      assertThat(lane.await()).hasSize(2);
      assertThat(lane.full()).isFalse();
    }
  }

  @Test
  void lanesAreInFlightAtOnce() throws DeviceException {
    try (Device device = open();
        Lane first = device.openLane(specification(TUTORIAL, 2));
        Lane second = device.openLane(specification(TUTORIAL, 2))) {
      assertThat(device.lanesPerWorker()).isGreaterThanOrEqualTo(2);
      List<HostImage> images = images(4, new Size(60, 50));
      List<HostImage> alone;
      try (Lane lane = device.openLane(specification(TUTORIAL, 4))) {
        alone = LaneBatch.runAll(lane, images, 4);
      }
      LaneBatch.add(first, images.get(0), true);
      LaneBatch.add(first, images.get(1), true);
      first.submit();
      machine.log.clear();
      LaneBatch.add(second, images.get(2), true);
      LaneBatch.add(second, images.get(3), true);
      second.submit();
      assertThat(machine.log).noneMatch(line -> line.equals("0 await"));
      List<LaneResult> late = second.await();
      List<LaneResult> early = first.await();
      List<LaneResult> all = new ArrayList<>(early);
      all.addAll(late);
      for (int i = 0; i < 4; i++) {
        assertThat(SyntheticImages.bytes(processed(all.get(i)).pixels()))
            .isEqualTo(SyntheticImages.bytes(alone.get(i)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,U8", "5,U8", "3,U16", "5,U16"})
  void theMedianIsExactUpToTheBorder(int kernel, PixelType type) throws DeviceException {
    List<Size> sizes =
        List.of(
            new Size(1, 1),
            new Size(1, 9),
            new Size(9, 1),
            new Size(2, 2),
            new Size(3, 4),
            new Size(31, 17),
            new Size(64, 5));
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(new MedianBlur(kernel)), 3))) {
      List<HostImage> images = new ArrayList<>();
      for (Size size : sizes) {
        images.add(SyntheticImages.noise(type, size, size.area()));
      }
      List<HostImage> results = LaneBatch.runAll(lane, images, 3);
      for (int i = 0; i < images.size(); i++) {
        assertMedian(images.get(i), results.get(i), kernel);
      }
    }
  }

  private static void assertMedian(HostImage image, HostImage result, int kernel) {
    int reach = kernel / 2;
    Size size = image.size();
    int[] window = new int[kernel * kernel];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int n = 0;
        for (int j = -reach; j <= reach; j++) {
          for (int i = -reach; i <= reach; i++) {
            window[n++] =
                image.get(
                    Math.max(0, Math.min(size.width() - 1, x + i)),
                    Math.max(0, Math.min(size.height() - 1, y + j)));
          }
        }
        Arrays.sort(window);
        assertThat(result.get(x, y)).as("%s at %d,%d", size, x, y).isEqualTo(window[n / 2]);
      }
    }
  }

  @Test
  void stepsAreTimed() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 2))) {
      LaneBatch.run(lane, images(2, new Size(30, 30)));
      LaneBatch.run(lane, images(1, new Size(30, 30)));
      assertThat(device.stageTimes())
          .extracting(StageTime::step)
          .containsExactly(
              "upload",
              "input histogram",
              "crop",
              "resize",
              "median",
              "clahe",
              "processed histogram",
              "download");
      assertThat(device.stageTimes())
          .allSatisfy(
              time -> {
                assertThat(time.images()).isEqualTo(3);
                assertThat(time.milliseconds()).isEqualTo(2);
              });
    }
  }

  @Test
  void countsThatCannotBeAreAnError() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 1))) {
      machine.lostPixels = 3;
      assertThatThrownBy(() -> LaneBatch.run(lane, images(1, new Size(30, 30))))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("histogram of 900 pixels holds 897")
          .hasMessageContaining("selftest");
    }
  }

  @Test
  void anImageThatOpenCvRefusesDoesNotHarmTheOthers() throws DeviceException {
    machine.fault =
        (call, nth) -> call.equals("clahe") && nth == 2 ? new OpenCvRefusal("too odd") : null;
    PixelStatistics expected = new PixelStatistics();
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 3))) {
      List<HostImage> images = images(3, new Size(40, 30));
      List<LaneResult> results = LaneBatch.run(lane, images);
      assertThat(results.get(1)).isEqualTo(new LaneResult.Failed("clahe", "too odd"));
      expected.add(images.get(0));
      expected.add(images.get(2));
      assertThat(processed(results.get(0)).counted()).isTrue();
      PixelStatistics input = new PixelStatistics();
      lane.drainStatistics(input, new PixelStatistics());
      assertThat(input).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "allocateDevice, 2, OUT_OF_MEMORY",
    "allocateHost, 2, OUT_OF_MEMORY",
    "upload, 2, OUT_OF_MEMORY",
    "resize, 1, FAILED",
    "clahe, 719, LOST",
    "await, 700, LOST",
    "mark, 400, FAILED",
  })
  void theKindOfAFailureIsKnown(String call, int code, DeviceException.Kind kind)
      throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 1))) {
      machine.fault = (where, nth) -> where.equals(call) ? cuda(code) : null;
      assertThatThrownBy(() -> LaneBatch.run(lane, images(1, new Size(40, 30))))
          .isInstanceOfSatisfying(DeviceException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageStartingWith("device opencv-cuda:0: ")
          .hasMessageContaining("error " + code);
      machine.fault = (where, nth) -> null;
    }
    assertThat(machine.hostBytes.get() + machine.deviceBytes.get()).isZero();
  }

  @Test
  void aLaneThatDoesNotOpenLeavesNothingBehind() throws DeviceException {
    machine.fault = (where, nth) -> where.equals("fill") && nth == 3 ? cuda(2) : null;
    try (Device device = open()) {
      // The fill before is still in flight when the third fails; closing waits for it.
      assertThatThrownBy(() -> device.openLane(specification(TUTORIAL, 1)))
          .hasMessageContaining("opening a lane")
          .hasMessageContaining("fewer --threads");
    }
    assertThat(machine.deviceBytes.get()).isZero();
    assertThat(machine.lanes).allMatch(lane -> lane.closed);
  }

  /** Which of the batch's images are in the counts is not known then: none may be counted again. */
  @Test
  void aBatchThatFailsWhileItIsCountedIsNotDoneAgain() throws DeviceException {
    machine.fault = (call, nth) -> call.equals("accumulate") && nth == 4 ? cuda(1) : null;
    try (Device device = new RetryingDevice(open());
        Lane lane = device.openLane(specification(TUTORIAL, 4))) {
      assertThatThrownBy(() -> LaneBatch.run(lane, images(4, new Size(40, 30))))
          .isInstanceOfSatisfying(
              DeviceException.class, e -> assertThat(e.kind()).isEqualTo(DeviceException.Kind.LOST))
          .hasMessageContaining("counting a batch of 4")
          .hasMessageContaining("error 1");
      assertThat(calls("upload")).isEqualTo(4);
    }
    assertThat(machine.hostBytes.get() + machine.deviceBytes.get()).isZero();
  }

  // Room for so many bytes in one piece, as on a GPU that others use as well.
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7"})
  void aBatchThatDoesNotFitIsDoneInParts(int failures) throws DeviceException {
    List<HostImage> images = images(8, new Size(90, 70));
    List<HostImage> expected;
    PixelStatistics expectedInput = new PixelStatistics();
    PixelStatistics expectedProcessed = new PixelStatistics();
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 8))) {
      expected = LaneBatch.runAll(lane, images, 8);
      lane.drainStatistics(expectedInput, expectedProcessed);
    }
    AtomicInteger left = new AtomicInteger(failures);
    machine.fault =
        (call, nth) -> call.equals("upload") && left.getAndDecrement() > 0 ? cuda(2) : null;
    try (Device device = new RetryingDevice(open());
        Lane lane = device.openLane(specification(TUTORIAL, 8))) {
      if (failures > 3) {
        assertThatThrownBy(() -> LaneBatch.runAll(lane, images, 8))
            .hasMessageContaining("failed on a batch of 8, and on an image of 90x70 alone")
            .hasMessageContaining("--resume");
        return;
      }
      List<HostImage> results = LaneBatch.runAll(lane, images, 8);
      for (int i = 0; i < images.size(); i++) {
        assertThat(SyntheticImages.bytes(results.get(i)))
            .isEqualTo(SyntheticImages.bytes(expected.get(i)));
      }
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      lane.drainStatistics(input, processed);
      assertThat(input).isEqualTo(expectedInput);
      assertThat(processed).isEqualTo(expectedProcessed);
    }
    assertThat(machine.hostBytes.get() + machine.deviceBytes.get()).isZero();
  }
}
