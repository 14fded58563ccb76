package dev.xraygpu.device;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device that adds one to every pixel, and fails as it is told: at each place a fault decides
 * from the batch whether it happens. A failed batch is not counted, and its lane refuses all but
 * being drained and closed.
 */
public final class FaultInjectingDevice implements Device {
  /** Where something goes wrong. */
  public enum Place {
    OPEN,
    RESERVE,
    SUBMIT,
    AWAIT,
    DRAIN
  }

  /** What goes wrong. */
  public interface Fault {
    /** The failure of a batch of that many images at that place, or null. */
    @Nullable DeviceException at(Place place, int images);
  }

  private final Fault fault;
  private final List<String> log = new ArrayList<>();
  private int open;

  /** A device with that fault. */
  public FaultInjectingDevice(Fault fault) {
    this.fault = fault;
  }

  /** What was done, in order. */
  public List<String> log() {
    return log;
  }

  /** Lanes that are not closed. */
  public int openLanes() {
    return open;
  }

  @Override
  public DeviceDescription description() {
    return new DeviceDescription("faulty", 0, "made up", "");
  }

  @Override
  public Set<ImageFormat> decodes() {
    return Set.of(ImageFormat.JPEG);
  }

  @Override
  public int lanesPerWorker() {
    return 2;
  }

  @Override
  public int preferredBatch() {
    return 8;
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    log.add("open " + specification.batch());
    fail(Place.OPEN, specification.batch());
    open++;
    return new FaultyLane(specification.batch());
  }

  @Override
  public void close() {
    log.add("close device");
  }

  private void fail(Place place, int images) throws DeviceException {
    DeviceException failure = fault.at(place, images);
    if (failure != null) {
      throw failure;
    }
  }

  private final class FaultyLane implements Lane {
    private final int batch;
    private final PixelStatistics statistics = new PixelStatistics();
    private final List<HostImage> images = new ArrayList<>();
    private final List<Boolean> counted = new ArrayList<>();
    private @Nullable HostImage reserved;
    private boolean broken;
    private boolean closed;

    FaultyLane(int batch) {
      this.batch = batch;
    }

    @Override
    public int pending() {
      return images.size();
    }

    @Override
    public boolean full() {
      return images.size() == batch;
    }

    @Override
    public HostImage reserve(PixelType type, Size size) throws DeviceException {
      require();
      fail(Place.RESERVE, images.size() + 1);
      HostImage image = HostImage.allocate(type, size);
      reserved = image;
      return image;
    }

    @Override
    public void add(boolean isCounted, ImagePlan plan) {
      require();
      HostImage image = java.util.Objects.requireNonNull(reserved);
      images.add(image);
      counted.add(isCounted);
      // A lane may do this at any time.
      for (Patch patch : plan.patches()) {
        int value = ((Patch.Constant) patch).value();
        int at = patch.area().y() * image.size().width() + patch.area().x();
        image.pixels().put(at, (byte) value);
      }
      reserved = null;
    }

    @Override
    public ByteBuffer reserveEncoded(int bytes) {
      require();
      HostImage image = HostImage.allocate(PixelType.U8, new Size(bytes, 1));
      reserved = image;
      return image.pixels();
    }

    @Override
    public void addEncoded(ImageHeader header, boolean isCounted) {
      add(isCounted, ImagePlan.UNCHANGED);
    }

    @Override
    public void submit() throws DeviceException {
      require();
      log.add("submit " + images.size());
      failBatch(Place.SUBMIT);
    }

    @Override
    public List<LaneResult> await() throws DeviceException {
      require();
      failBatch(Place.AWAIT);
      List<LaneResult> results = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        HostImage image = images.get(i);
        HostImage result = image.copy();
        long sum = 0;
        for (int p = 0; p < image.byteSize(); p++) {
          sum += image.pixels().get(p) & 0xff;
          result.pixels().put(p, (byte) (image.pixels().get(p) + 1));
        }
        if (counted.get(i)) {
          statistics.add(image);
        }
        results.add(
            new LaneResult.Processed(
                result,
                new PixelSummary(image.type(), image.pixelCount(), sum, false),
                counted.get(i)));
      }
      images.clear();
      counted.clear();
      return results;
    }

    private void failBatch(Place place) throws DeviceException {
      try {
        fail(place, images.size());
      } catch (DeviceException e) {
        broken = true;
        throw e;
      }
    }

    @Override
    public void drainStatistics(PixelStatistics input, PixelStatistics processed)
        throws DeviceException {
      fail(Place.DRAIN, images.size());
      input.add(statistics);
      processed.add(statistics);
      statistics.clear();
    }

    private void require() {
      if (broken || closed) {
        throw new IllegalStateException("a broken lane is used");
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
      }
    }
  }
}
