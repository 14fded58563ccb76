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

/** Another device with two lanes a worker, of which a subclass changes what is to go wrong. */
abstract class DeviceAround implements Device {
  private final Device device;
  private final int preferredBatch;

  DeviceAround(Device device, int preferredBatch) {
    this.device = device;
    this.preferredBatch = preferredBatch;
  }

  /** The lane that is handed out for one of the other device. */
  abstract Lane around(Lane lane);

  @Override
  public final DeviceDescription description() {
    return device.description();
  }

  @Override
  public final Set<ImageFormat> decodes() {
    return device.decodes();
  }

  @Override
  public final int lanesPerWorker() {
    return 2;
  }

  @Override
  public final int preferredBatch() {
    return preferredBatch;
  }

  @Override
  public final Lane openLane(LaneSpecification specification) throws DeviceException {
    return around(device.openLane(specification));
  }

  @Override
  public final void close() {
    device.close();
  }

  /** Another lane. */
  abstract static class LaneAround implements Lane {
    private final Lane lane;

    LaneAround(Lane lane) {
      this.lane = lane;
    }

    @Override
    public final int pending() {
      return lane.pending();
    }

    @Override
    public final boolean full() {
      return lane.full();
    }

    @Override
    public HostImage reserve(PixelType type, Size size) throws DeviceException {
      return lane.reserve(type, size);
    }

    @Override
    public final void add(boolean counted, ImagePlan plan) {
      lane.add(counted, plan);
    }

    @Override
    public final ByteBuffer reserveEncoded(int bytes) throws DeviceException {
      return lane.reserveEncoded(bytes);
    }

    @Override
    public final void addEncoded(ImageHeader header, boolean counted) {
      lane.addEncoded(header, counted);
    }

    @Override
    public void submit() throws DeviceException {
      lane.submit();
    }

    @Override
    public List<LaneResult> await() throws DeviceException {
      return lane.await();
    }

    @Override
    public final void drainStatistics(PixelStatistics input, PixelStatistics processed)
        throws DeviceException {
      lane.drainStatistics(input, processed);
    }

    @Override
    public final void close() {
      lane.close();
    }
  }
}
