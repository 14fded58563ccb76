package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With a device that only writes down what it is told. */
class LaneRingTest {
  private static final LaneSpecification TWO = new LaneSpecification(List.of(), 2, Exclusion.NONE);

  private final List<String> log = new ArrayList<>();
  private final List<String> results = new ArrayList<>();

  /** A device whose lanes fail when they are told to. */
  private final class LoggingDevice implements Device {
    private final int lanes;
    private int opened;
    private String failAt = "";
    private boolean unexpectedly;

    LoggingDevice(int lanes) {
      this.lanes = lanes;
    }

    @Override
    public DeviceDescription description() {
      return new DeviceDescription("logging", 0, "", "");
    }

    @Override
    public Set<ImageFormat> decodes() {
      return Set.of();
    }

    @Override
    public int lanesPerWorker() {
      return lanes;
    }

    @Override
    public int preferredBatch() {
      return 2;
    }

    @Override
    public Lane openLane(LaneSpecification specification) throws DeviceException {
      char name = (char) ('A' + opened++);
      log("open " + name);
      return new LoggingLane(this, name, specification.batch());
    }

    void log(String event) throws DeviceException {
      if (event.equals(failAt) && unexpectedly) {
        throw new IllegalStateException("failed at " + event);
      }
      if (event.equals(failAt)) {
        throw new DeviceException("failed at " + event);
      }
      log.add(event);
    }

    @Override
    public void close() {}
  }

  private final class LoggingLane implements Lane {
    private final LoggingDevice device;
    private final char name;
    private final int batch;
    private int pending;
    private int submitted;

    LoggingLane(LoggingDevice device, char name, int batch) {
      this.device = device;
      this.name = name;
      this.batch = batch;
    }

    @Override
    public int pending() {
      return pending;
    }

    @Override
    public boolean full() {
      return pending == batch;
    }

    @Override
    public HostImage reserve(PixelType type, Size size) {
      return HostImage.allocate(type, size);
    }

    @Override
    public void add(boolean counted, ImagePlan plan) {
      pending++;
    }

    @Override
    public ByteBuffer reserveEncoded(int bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addEncoded(ImageHeader header, boolean counted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void submit() throws DeviceException {
      device.log("submit " + name);
      submitted = pending;
      pending = 0;
    }

    @Override
    public List<LaneResult> await() throws DeviceException {
      device.log("await " + name);
      List<LaneResult> done = new ArrayList<>();
      for (int i = 0; i < submitted; i++) {
        done.add(new LaneResult.Failed("test", name + String.valueOf(i)));
      }
      submitted = 0;
      return done;
    }

    @Override
    public void drainStatistics(PixelStatistics input, PixelStatistics processed)
        throws DeviceException {
      device.log("drain " + name);
      input.addImages(1);
    }

    @Override
    public void close() {
      log.add("close " + name);
    }
  }

  private LaneRing<Integer> ring(LoggingDevice device) throws DeviceException {
    return new LaneRing<>(
        device,
        TWO,
        (image, result) -> results.add(image + "=" + ((LaneResult.Failed) result).reason()));
  }

  private static void add(LaneRing<Integer> ring, int image)
      throws DeviceException, IOException, RunException {
    ring.filling().add(true, ImagePlan.UNCHANGED);
    ring.added(image);
  }

  @Test
  void aLaneIsAwaitedOnlyWhenItIsNeededAgain() throws Exception {
    try (LaneRing<Integer> ring = ring(new LoggingDevice(2))) {
      for (int i = 0; i < 7; i++) {
        add(ring, i);
      }
      assertThat(log)
          .containsExactly(
              "open A", "open B", "submit A", "submit B", "await A", "submit A", "await B");
      assertThat(results).containsExactly("0=A0", "1=A1", "2=B0", "3=B1");
      log.clear();
      PixelStatistics input = new PixelStatistics();
      ring.drain(input, new PixelStatistics());
      assertThat(log).containsExactly("submit B", "await A", "await B", "drain A", "drain B");
      assertThat(input.images()).isEqualTo(2);
      assertThat(results.subList(4, 7)).containsExactly("4=A0", "5=A1", "6=B0");
    }
    assertThat(log).endsWith("close A", "close B");
  }

  @Test
  void everyResultComesBackOnceAndInOrderForAnyNumberOfLanes() throws Exception {
    for (int lanes = 1; lanes <= 4; lanes++) {
      for (int images = 0; images < 20; images++) {
        results.clear();
        try (LaneRing<Integer> ring = ring(new LoggingDevice(lanes))) {
          for (int i = 0; i < images; i++) {
            add(ring, i);
          }
          ring.drain(new PixelStatistics(), new PixelStatistics());
          ring.drain(new PixelStatistics(), new PixelStatistics());
        }
        assertThat(results).hasSize(images);
        for (int i = 0; i < images; i++) {
          assertThat(results.get(i)).startsWith(i + "=");
        }
      }
    }
  }

  @Test
  void aLoneLaneGivesItsResultsAtOnce() throws Exception {
    try (LaneRing<Integer> ring = ring(new LoggingDevice(1))) {
      add(ring, 0);
      add(ring, 1);
      assertThat(results).containsExactly("0=A0", "1=A1");
    }
  }

  @Test
  void lanesThatWereOpenedAreClosedWhenAnotherCannotBe() {
    for (boolean unexpectedly : new boolean[] {false, true}) {
      log.clear();
      LoggingDevice device = new LoggingDevice(3);
      device.failAt = "open C";
      device.unexpectedly = unexpectedly;
      assertThatThrownBy(() -> ring(device))
          .isInstanceOf(unexpectedly ? IllegalStateException.class : DeviceException.class);
      assertThat(log).containsExactly("open A", "open B", "close A", "close B");
    }
  }

  @Test
  void failuresOfTheDeviceReachTheCallerAndLanesAreClosed() {
    for (String failAt : List.of("submit B", "await A", "drain B")) {
      log.clear();
      LoggingDevice device = new LoggingDevice(2);
      device.failAt = failAt;
      assertThatThrownBy(
              () -> {
                try (LaneRing<Integer> ring = ring(device)) {
                  for (int i = 0; i < 5; i++) {
                    add(ring, i);
                  }
                  ring.drain(new PixelStatistics(), new PixelStatistics());
                }
              })
          .isInstanceOf(DeviceException.class)
          .hasMessage("failed at " + failAt);
      assertThat(log).endsWith("close A", "close B");
    }
  }

  @Test
  void failuresOfTheConsumerReachTheCaller() {
    assertThatThrownBy(
            () -> {
              try (LaneRing<Integer> ring =
                  new LaneRing<>(
                      new LoggingDevice(1),
                      TWO,
                      (image, result) -> {
                        throw new IOException("disk full");
                      })) {
                add(ring, 0);
                add(ring, 1);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(log).endsWith("close A");
  }
}
