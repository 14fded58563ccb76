package dev.xraygpu.cpu;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneSpecification;
import java.util.Set;

/**
 * Runs the stages with OpenCV on the calling thread. A worker decodes and processes one image at a
 * time, while it is warm in the processor's cache.
 *
 * @param description what it is
 */
record CpuDevice(DeviceDescription description) implements Device {
  @Override
  public Set<ImageFormat> decodes() {
    return Set.of();
  }

  @Override
  public int lanesPerWorker() {
    return 1;
  }

  @Override
  public int preferredBatch() {
    return 1;
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    return new CpuLane(specification);
  }

  @Override
  public void close() {
    // Lanes own all memory.
  }
}
