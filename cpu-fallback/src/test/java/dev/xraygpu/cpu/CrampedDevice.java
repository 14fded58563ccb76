package dev.xraygpu.cpu;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another device that has room for small batches only, and is lost after so many.
 *
 * @param fits images in a batch that does not fail
 * @param batchesLeft until it is lost
 */
record CrampedDevice(Device device, int fits, AtomicInteger batchesLeft) implements Device {
  @Override
  public DeviceDescription description() {
    return device.description();
  }

  @Override
  public Set<ImageFormat> decodes() {
    return device.decodes();
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
    return new CrampedLane(device.openLane(specification), this);
  }

  @Override
  public void close() {
    device.close();
  }

  private record CrampedLane(Lane lane, CrampedDevice device) implements Lane {
    @Override
    public int pending() {
      return lane.pending();
    }

    @Override
    public boolean full() {
      return lane.full();
    }

    @Override
    public HostImage reserve(PixelType type, Size size) throws DeviceException {
      return lane.reserve(type, size);
    }

    @Override
    public void add(boolean counted, ImagePlan plan) {
      lane.add(counted, plan);
    }

    @Override
    public ByteBuffer reserveEncoded(int bytes) throws DeviceException {
      return lane.reserveEncoded(bytes);
    }

    @Override
    public void addEncoded(ImageHeader header, boolean counted) {
      lane.addEncoded(header, counted);
    }

    @Override
    public void submit() throws DeviceException {
      if (device.batchesLeft().getAndDecrement() <= 0) {
        throw failure(DeviceException.Kind.LOST, "it fell off the bus");
      }
      if (lane.pending() > device.fits()) {
        throw failure(DeviceException.Kind.OUT_OF_MEMORY, "no room");
      }
      lane.submit();
    }

    private static DeviceException failure(DeviceException.Kind kind, String what) {
      return new DeviceException(kind, what, new IllegalStateException("made up"));
    }

    @Override
    public List<LaneResult> await() throws DeviceException {
      return lane.await();
    }

    @Override
    public void drainStatistics(PixelStatistics input, PixelStatistics processed)
        throws DeviceException {
      lane.drainStatistics(input, processed);
    }

    @Override
    public void close() {
      lane.close();
    }
  }
}
