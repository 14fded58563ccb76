package dev.xraygpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException.Kind;
import dev.xraygpu.device.FaultInjectingDevice.Fault;
import dev.xraygpu.device.FaultInjectingDevice.Place;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a batch that a device fails on. */
class RetryingDeviceTest {
  private static DeviceException failure(Kind kind) {
    return new DeviceException(kind, "made up: " + kind, new IllegalStateException("cause"));
  }

  private static Fault moreThan(int fits, Place where) {
    return (place, images) -> place == where && images > fits ? failure(Kind.OUT_OF_MEMORY) : null;
  }

  private static Lane open(FaultInjectingDevice device, int batch) throws DeviceException {
    return new RetryingDevice(device)
        .openLane(new LaneSpecification(List.of(), batch, Exclusion.NONE));
  }

  private static List<HostImage> images(int count) {
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(SyntheticImages.noise(PixelType.U8, new Size(5 + i, 7), i));
    }
    return images;
  }

  // The device adds one.
  private static void requireDone(List<LaneResult> results, List<HostImage> images) {
    assertThat(results).hasSameSizeAs(images);
    for (int i = 0; i < images.size(); i++) {
      HostImage image = images.get(i);
      HostImage pixels = LaneBatch.processed(results.get(i)).pixels();
      assertThat(pixels.size()).isEqualTo(image.size());
      for (int p = 0; p < image.byteSize(); p++) {
        assertThat(pixels.pixels().get(p)).isEqualTo((byte) (image.pixels().get(p) + 1));
      }
    }
  }

  private static void requireCounted(Lane lane, List<HostImage> images) throws DeviceException {
    PixelStatistics expected = new PixelStatistics();
    images.forEach(expected::add);
    PixelStatistics input = new PixelStatistics();
    PixelStatistics processed = new PixelStatistics();
    lane.drainStatistics(input, processed);
    assertThat(input).isEqualTo(expected);
    assertThat(processed).isEqualTo(expected);
    lane.drainStatistics(input, processed);
    assertThat(input).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "8,SUBMIT,8",
    "5,SUBMIT,8",
    "4,SUBMIT,8",
    "3,SUBMIT,8",
    "1,SUBMIT,8",
    "1,AWAIT,7",
    "2,AWAIT,5",
    "1,OPEN,8"
  })
  void aBatchIsDoneInPartsThatFit(int fits, Place place, int count) throws DeviceException {
    AtomicInteger opened = new AtomicInteger();
    FaultInjectingDevice device =
        new FaultInjectingDevice(
            (where, n) -> {
              if (place != Place.OPEN) {
                return moreThan(fits, place).at(where, n);
              }
              // The first lane opens, its batch fails, and the next lanes have no room at first.
              boolean first = where == Place.OPEN && opened.getAndIncrement() == 0;
              return !first && where != Place.DRAIN && n > fits
                  ? failure(Kind.OUT_OF_MEMORY)
                  : null;
            });
    List<HostImage> images = images(count);
    try (Lane lane = open(device, 8)) {
      requireDone(LaneBatch.run(lane, images), images);
      assertThat(lane.pending()).isZero();
      requireCounted(lane, images);
      // From now on batches are as small as those that worked.
      int submits = device.log().size();
      List<HostImage> more = images(1);
      requireDone(LaneBatch.run(lane, more), more);
      assertThat(lane.full()).isFalse();
      assertThat(device.log().subList(submits, device.log().size())).containsExactly("submit 1");
      requireCounted(lane, more);
    }
    assertThat(device.openLanes()).isZero();
  }

  @Test
  void aSmallerLaneIsKept() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(2, Place.SUBMIT));
    try (Lane lane = open(device, 8)) {
      LaneBatch.run(lane, images(8));
      assertThat(device.log())
          .containsExactly(
              "open 8",
              "submit 8",
              "open 4",
              "submit 4",
              "open 2",
              "submit 2",
              "submit 2",
              "submit 2",
              "submit 2");
      LaneBatch.add(lane, images(1).get(0), true);
      assertThat(lane.full()).isFalse();
      LaneBatch.add(lane, images(1).get(0), true);
      assertThat(lane.full()).isTrue();
    }
  }

  @Test
  void whatWasDoneBeforeAndBetweenIsCountedOnce() throws DeviceException {
    AtomicInteger submits = new AtomicInteger();
    // The second batch fails; of its parts the second fails once more.
    FaultInjectingDevice device =
        new FaultInjectingDevice(
            (place, n) ->
                place == Place.AWAIT && List.of(2, 4).contains(submits.incrementAndGet())
                    ? failure(Kind.FAILED)
                    : null);
    List<HostImage> first = images(4);
    List<HostImage> second = images(8);
    List<HostImage> all = new ArrayList<>(first);
    all.addAll(second);
    try (Lane lane = open(device, 8)) {
      requireDone(LaneBatch.run(lane, first), first);
      requireDone(LaneBatch.run(lane, second), second);
      requireCounted(lane, all);
    }
    assertThat(device.log())
        .containsExactly(
            "open 8",
            "submit 4",
            "submit 8",
            "open 4",
            "submit 4",
            "submit 4",
            "open 2",
            "submit 2",
            "submit 2");
  }

  private static void requireNoMemoryForOne(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DeviceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_MEMORY))
        .hasMessage(
            "device faulty:0 failed on a batch of 4, and on an image of 5x7 alone: made up:"
                + " OUT_OF_MEMORY. What was finished is kept: preprocess --resume goes on from"
                + " there, with fewer --threads, a smaller --max-pixels, or after other programs"
                + " have ended.");
  }

  @Test
  void whatFailsAloneEndsTheRunAndSaysHowToGoOn() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(0, Place.SUBMIT));
    try (Lane lane = open(device, 4)) {
      for (HostImage image : images(4)) {
        LaneBatch.add(lane, image, true);
      }
      requireNoMemoryForOne(lane::submit);
    }
    assertThat(device.log())
        .containsExactly("open 4", "submit 4", "open 2", "submit 2", "open 1", "submit 1");
    assertThat(device.openLanes()).isZero();
  }

  @Test
  void aSingleImageIsNotTriedTwice() throws DeviceException {
    FaultInjectingDevice device =
        new FaultInjectingDevice((place, n) -> place == Place.AWAIT ? failure(Kind.FAILED) : null);
    try (Lane lane = open(device, 1)) {
      assertThatThrownBy(() -> LaneBatch.run(lane, images(1)))
          .hasMessageStartingWith("device faulty:0 failed on an image of 5x7: made up: FAILED.")
          .hasMessageContaining("--resume")
          .hasMessageContaining("another --device");
    }
    assertThat(device.log()).containsExactly("open 1", "submit 1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"SUBMIT", "AWAIT"})
  void aLostDeviceIsNotTriedAgain(Place where) throws DeviceException {
    FaultInjectingDevice device =
        new FaultInjectingDevice((place, n) -> place == where ? failure(Kind.LOST) : null);
    try (Lane lane = open(device, 4)) {
      assertThatThrownBy(() -> LaneBatch.run(lane, images(4)))
          .isInstanceOfSatisfying(
              DeviceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST))
          .hasMessage(
              "device faulty:0 does not answer any more: made up: LOST. What was finished is kept:"
                  + " preprocess --resume goes on from there, after a look at nvidia-smi and the"
                  + " system's log, or with another --device.");
    }
    assertThat(device.log()).containsExactly("open 4", "submit 4");
  }

  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"OPEN", "RESERVE", "DRAIN"})
  void aDeviceThatIsLostAtAnotherMomentSaysTheSame(Place where) throws DeviceException {
    FaultInjectingDevice device =
        new FaultInjectingDevice(
            (place, n) ->
                place == where
                    ? new DeviceException(
                        Kind.LOST, "device faulty:0: made up", new IllegalStateException("cause"))
                    : null);
    assertThatThrownBy(
            () -> {
              try (Lane lane = open(device, 4)) {
                LaneBatch.run(lane, images(4));
                lane.drainStatistics(new PixelStatistics(), new PixelStatistics());
              }
            })
        .hasMessage(
            "device faulty:0 does not answer any more: made up. What was finished is kept:"
                + " preprocess --resume goes on from there, after a look at nvidia-smi and the"
                + " system's log, or with another --device.");
    assertThat(device.openLanes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,8,8", "3,8,8", "3,5,6", "1,2,1"})
  void memoryThatRunsOutWhileALaneIsFilledMakesBatchesSmaller(int fits, int batch, int count)
      throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(fits, Place.RESERVE));
    List<HostImage> images = images(count);
    List<LaneResult> results = new ArrayList<>();
    try (Lane lane = open(device, batch)) {
      for (HostImage image : images) {
        LaneBatch.add(lane, image, true);
        if (lane.full()) {
          lane.submit();
          results.addAll(lane.await());
          assertThat(lane.pending()).isZero();
        }
      }
      if (lane.pending() > 0) {
        lane.submit();
        results.addAll(lane.await());
      }
      requireDone(results, images);
      requireCounted(lane, images);
    }
    assertThat(device.openLanes()).isZero();
  }

  @Test
  void whatWasDoneEarlyIsGivenOutWithoutTheImageThatWasNotAdded() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(2, Place.RESERVE));
    List<HostImage> images = images(2);
    try (Lane lane = open(device, 4)) {
      for (HostImage image : images) {
        LaneBatch.add(lane, image, true);
      }
      lane.reserve(PixelType.U8, new Size(3, 3));
      assertThat(lane.pending()).isEqualTo(2);
      lane.submit();
      requireDone(lane.await(), images);
      assertThat(lane.pending()).isZero();
      requireCounted(lane, images);
    }
    assertThat(device.log()).containsExactly("open 4", "open 2", "submit 2", "submit 0");
  }

  @Test
  void anImageThatFindsNoMemoryInAnEmptyLaneEndsTheRun() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(0, Place.RESERVE));
    try (Lane lane = open(device, 4)) {
      requireNoMemoryForOne(() -> lane.reserve(PixelType.U8, new Size(5, 7)));
    }
    assertThat(device.log()).containsExactly("open 4", "open 2", "open 1");
    assertThat(device.openLanes()).isZero();
  }

  @Test
  void aDeviceThatIsLostWhileItIsTriedAgain() throws DeviceException {
    FaultInjectingDevice device =
        new FaultInjectingDevice(
            (place, n) ->
                place != Place.SUBMIT ? null : failure(n > 2 ? Kind.OUT_OF_MEMORY : Kind.LOST));
    try (Lane lane = open(device, 4)) {
      assertThatThrownBy(() -> LaneBatch.run(lane, images(4)))
          .hasMessageContaining("does not answer any more");
    }
    assertThat(device.openLanes()).isZero();
  }

  @Test
  void statisticsThatCannotBeSavedAreNotLostSilently() throws DeviceException {
    FaultInjectingDevice device =
        new FaultInjectingDevice(
            (place, n) ->
                place == Place.SUBMIT || place == Place.DRAIN ? failure(Kind.FAILED) : null);
    try (Lane lane = open(device, 4)) {
      assertThatThrownBy(() -> LaneBatch.run(lane, images(4)))
          .isInstanceOfSatisfying(
              DeviceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST));
    }
    assertThat(device.log()).containsExactly("open 4", "submit 4");
  }

  @Test
  void patchedImagesAreGivenAgainAsTheyCame() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(1, Place.SUBMIT));
    HostImage image = SyntheticImages.constant(PixelType.U8, new Size(4, 3), 10);
    ImagePlan plan =
        new ImagePlan(
            Optional.empty(), List.of(new Patch.Constant(new Rectangle(2, 1, new Size(1, 1)), 99)));
    try (Lane lane = open(device, 2)) {
      for (int i = 0; i < 2; i++) {
        HostImage memory = lane.reserve(image.type(), image.size());
        SyntheticImages.copy(image, memory);
        lane.add(true, plan);
        assertThat(memory.get(2, 1)).as("this lane patches at once").isEqualTo(99);
      }
      lane.submit();
      for (LaneResult result : lane.await()) {
        assertThat(LaneBatch.processed(result).pixels().get(2, 1)).isEqualTo(100);
        assertThat(LaneBatch.processed(result).pixels().get(0, 0)).isEqualTo(11);
      }
    }
  }

  @Test
  void encodedImagesAreGivenAgain() throws DeviceException {
    FaultInjectingDevice device = new FaultInjectingDevice(moreThan(1, Place.AWAIT));
    ImageHeader header =
        new ImageHeader(ImageFormat.JPEG, new Size(3, 1), 1, PixelType.U8, false, "baseline");
    try (Lane lane = open(device, 3)) {
      for (int i = 0; i < 3; i++) {
        ByteBuffer memory = lane.reserveEncoded(3);
        memory.put(0, new byte[] {(byte) i, 5, 6});
        lane.addEncoded(header, true);
      }
      lane.submit();
      List<LaneResult> results = lane.await();
      assertThat(results).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(LaneBatch.processed(results.get(i)).pixels().get(0, 0)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void aGroupOpensLanesOnEachInTurn() throws DeviceException {
    FaultInjectingDevice first = new FaultInjectingDevice((place, n) -> null);
    FaultInjectingDevice second = new FaultInjectingDevice((place, n) -> null);
    FaultInjectingDevice third = new FaultInjectingDevice((place, n) -> null);
    DeviceGroup group = new DeviceGroup(List.of(first, second, third));
    assertThat(group.lanesPerWorker()).isEqualTo(3);
    assertThat(group.preferredBatch()).isEqualTo(8);
    assertThat(group.decodes()).containsExactly(ImageFormat.JPEG);
    assertThat(group.description().hardware()).isEqualTo("made up and made up and made up");
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lanes.add(group.openLane(new LaneSpecification(List.of(), 2, Exclusion.NONE)));
    }
    assertThat(List.of(first.openLanes(), second.openLanes(), third.openLanes()))
        .containsExactly(3, 2, 2);
    lanes.forEach(Lane::close);
    group.close();
    for (FaultInjectingDevice device : List.of(first, second, third)) {
      assertThat(device.openLanes()).isZero();
      assertThat(device.log()).endsWith("close device");
    }
  }
}
