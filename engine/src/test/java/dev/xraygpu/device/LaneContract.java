package dev.xraygpu.device;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The promises of {@link DeviceProvider} and {@link Lane} about the order of calls. */
abstract class LaneContract {
  static final List<Size> SIZES =
      List.of(
          new Size(1, 1),
          new Size(1, 37),
          new Size(41, 1),
          new Size(64, 48),
          new Size(333, 257),
          new Size(20, 300),
          new Size(224, 224));

  private static final List<Stage> TUTORIAL = Pipeline.tutorial().stages();

  /** The provider under test. */
  protected abstract DeviceProvider provider();

  /** Opens the first device, or skips the test. */
  protected final Device open() throws DeviceException {
    if (provider().probe() instanceof Availability.Unavailable unavailable) {
      String reason =
          getClass().getSimpleName() + " is skipped: " + provider().name() + ": " + unavailable;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return provider().open(0);
  }

  static LaneSpecification specification(List<Stage> stages, int batch) {
    return new LaneSpecification(stages, batch, Exclusion.NONE);
  }

  /** Images of all sizes and both types, in turn. */
  static List<HostImage> mixedImages(int count) {
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PixelType type = i % 2 == 0 ? PixelType.U8 : PixelType.U16;
      images.add(SyntheticImages.smooth(type, SIZES.get(i % SIZES.size()), i));
    }
    return images;
  }

  @Test
  void theNameSuitsTheCommandLine() {
    assertThat(provider().name()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void probingIsRepeatableFromAnyThread() throws Exception {
    Availability first = provider().probe();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Availability>> probes =
          threads.invokeAll(Collections.nCopies(8, () -> provider().probe()));
      for (Future<Availability> probe : probes) {
        assertThat(probe.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void anUnavailableDeviceSaysWhyAndWhatToDo() {
    if (provider().probe() instanceof Availability.Unavailable unavailable) {
      assertThat(unavailable.reason()).isNotBlank().doesNotContain("\n");
      assertThat(unavailable.remedy()).isNotBlank().doesNotContain("\n");
      assertThatThrownBy(() -> provider().open(0))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining(unavailable.reason())
          .hasMessageContaining(unavailable.remedy());
    } else {
      assertThatCode(() -> provider().open(0).close()).doesNotThrowAnyException();
    }
  }

  @Test
  void aWrongIndexIsADeviceException() {
    for (int index : new int[] {-1, 9999, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> provider().open(index).close())
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining(provider().name());
    }
  }

  @Test
  void theDeviceDescribesItself() throws DeviceException {
    try (Device device = open()) {
      assertThat(device.description().provider()).isEqualTo(provider().name());
      assertThat(device.description().index()).isZero();
      assertThat(device.description().hardware()).isNotBlank();
      assertThat(device.description().software()).isNotBlank();
      assertThat(device.lanesPerWorker()).isPositive();
      assertThat(device.preferredBatch()).isPositive();
    }
  }

  @Test
  void batchesOfAnyFillComeBackInOrder() throws DeviceException {
    List<HostImage> images = mixedImages(8);
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 8))) {
      for (int fill = 1; fill <= 8; fill++) {
        List<LaneResult> results = LaneBatch.run(lane, images.subList(0, fill));
        assertThat(results).hasSize(fill);
        for (int i = 0; i < fill; i++) {
          assertSame(processed(results.get(i)).pixels(), images.get(i));
        }
      }
    }
  }

  @Test
  void batchSizeChangesNoByte() throws DeviceException {
    List<HostImage> images = mixedImages(21);
    try (Device device = open()) {
      List<HostImage> alone = runAll(device, images, 1);
      assertSame(runAll(device, images, 4), alone);
      assertSame(runAll(device, images, 32), alone);
    }
  }

  @Test
  void orderAndFormerBatchesChangeNoByte() throws DeviceException {
    List<HostImage> images = mixedImages(14);
    List<HostImage> reversed = new ArrayList<>(images);
    Collections.reverse(reversed);
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 3))) {
      List<HostImage> first = LaneBatch.runAll(lane, images, 3);
      List<HostImage> second = LaneBatch.runAll(lane, reversed, 3);
      Collections.reverse(second);
      assertSame(second, first);
      assertSame(LaneBatch.runAll(lane, images, 3), first);
    }
  }

  @Test
  void lanesOnSeveralThreadsEqualOneLane() throws Exception {
    List<HostImage> images = mixedImages(14);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Device device = open()) {
      List<HostImage> expected = runAll(device, images, 2);
      List<Future<List<HostImage>>> runs =
          threads.invokeAll(Collections.nCopies(8, () -> runAll(device, images, 2)));
      for (Future<List<HostImage>> run : runs) {
        assertSame(run.get(), expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void twoLanesMayBeInFlightAtOnce() throws DeviceException {
    List<HostImage> images = mixedImages(4);
    try (Device device = open();
        Lane first = device.openLane(specification(List.of(), 2));
        Lane second = device.openLane(specification(List.of(), 2))) {
      LaneBatch.add(first, images.get(0), true);
      LaneBatch.add(second, images.get(1), true);
      LaneBatch.add(first, images.get(2), true);
      first.submit();
      LaneBatch.add(second, images.get(3), true);
      second.submit();
      List<LaneResult> ofSecond = second.await();
      List<LaneResult> ofFirst = first.await();
      assertSame(processed(ofFirst.get(0)).pixels(), images.get(0));
      assertSame(processed(ofFirst.get(1)).pixels(), images.get(2));
      assertSame(processed(ofSecond.get(0)).pixels(), images.get(1));
      assertSame(processed(ofSecond.get(1)).pixels(), images.get(3));
    }
  }

  @Test
  void submittingNothingDoesNothing() throws DeviceException {
    HostImage image = mixedImages(1).get(0);
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 2))) {
      lane.submit();
      assertThat(lane.await()).isEmpty();
      LaneBatch.add(lane, image, true);
      lane.submit();
      lane.submit();
      assertThat(lane.await()).hasSize(1);
      lane.submit();
      assertThat(lane.await()).isEmpty();
    }
  }

  @Test
  void aReservationThatIsNotAddedIsReplaced() throws DeviceException {
    HostImage wanted = SyntheticImages.noise(PixelType.U8, new Size(30, 20), 1);
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 2))) {
      lane.reserve(PixelType.U16, new Size(500, 400));
      assertThat(lane.pending()).isZero();
      LaneBatch.add(lane, wanted, false);
      assertThat(lane.pending()).isEqualTo(1);
      lane.reserve(PixelType.U8, new Size(9, 9));
      lane.submit();
      List<LaneResult> results = lane.await();
      assertThat(results).hasSize(1);
      assertSame(processed(results.get(0)).pixels(), wanted);
      assertThatThrownBy(() -> lane.add(true, ImagePlan.UNCHANGED))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatIsOutOfTurnIsRefused() throws DeviceException {
    HostImage image = mixedImages(1).get(0);
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 2))) {
      assertThatThrownBy(() -> lane.add(true, ImagePlan.UNCHANGED))
          .isInstanceOf(IllegalStateException.class);
      LaneBatch.add(lane, image, true);
      assertThatThrownBy(() -> lane.add(true, ImagePlan.UNCHANGED))
          .isInstanceOf(IllegalStateException.class);
      assertThat(lane.full()).isFalse();
      LaneBatch.add(lane, image, true);
      assertThat(lane.full()).isTrue();
      assertThat(lane.pending()).isEqualTo(2);
      assertThatThrownBy(() -> lane.reserve(PixelType.U8, new Size(1, 1)))
          .as("full")
          .isInstanceOf(IllegalStateException.class);
      lane.submit();
      assertThat(lane.pending()).isZero();
      assertThatThrownBy(() -> lane.reserve(PixelType.U8, new Size(1, 1)))
          .as("in flight")
          .isInstanceOf(IllegalStateException.class);
      assertThat(lane.await()).hasSize(2);
      assertThat(lane.full()).isFalse();
    }
  }

  @Test
  void resultsLiveUntilTheLaneIsFilledAgain() throws DeviceException {
    List<HostImage> images = mixedImages(6);
    try (Device device = open();
        Lane lane = device.openLane(specification(TUTORIAL, 3));
        Lane other = device.openLane(specification(TUTORIAL, 3))) {
      List<LaneResult> results = LaneBatch.run(lane, images.subList(0, 3));
      List<byte[]> atOnce =
          results.stream().map(r -> SyntheticImages.bytes(processed(r).pixels())).toList();
      LaneBatch.run(other, images.subList(3, 6));
      lane.submit();
      for (int i = 0; i < 3; i++) {
        assertThat(SyntheticImages.bytes(processed(results.get(i)).pixels()))
            .isEqualTo(atOnce.get(i));
      }
    }
  }

  @Test
  void closingALaneTwiceIsHarmless() throws DeviceException {
    try (Device device = open()) {
      Lane used = device.openLane(specification(TUTORIAL, 2));
      LaneBatch.run(used, mixedImages(2));
      used.close();
      assertThatCode(used::close).doesNotThrowAnyException();
      Lane unused = device.openLane(specification(List.of(new Clahe(2, Size.square(8))), 1));
      unused.close();
      assertThatCode(unused::close).doesNotThrowAnyException();
    }
  }

  @Test
  void aLaneMayBeClosedWithWorkInFlight() throws DeviceException {
    try (Device device = open()) {
      Lane lane = device.openLane(specification(TUTORIAL, 2));
      LaneBatch.add(lane, mixedImages(1).get(0), true);
      lane.submit();
      assertThatCode(lane::close).doesNotThrowAnyException();
      assertSame(runAll(device, mixedImages(3), 2), runAll(device, mixedImages(3), 1));
    }
  }

  private static List<HostImage> runAll(Device device, List<HostImage> images, int batch)
      throws DeviceException {
    try (Lane lane = device.openLane(specification(TUTORIAL, batch))) {
      return LaneBatch.runAll(lane, images, batch);
    }
  }

  static void assertSame(HostImage actual, HostImage expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.size()).isEqualTo(expected.size());
    assertThat(SyntheticImages.bytes(actual)).isEqualTo(SyntheticImages.bytes(expected));
  }

  private static void assertSame(List<HostImage> actual, List<HostImage> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertSame(actual.get(i), expected.get(i));
    }
  }
}
