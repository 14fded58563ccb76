package dev.xraygpu.cpu;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.concurrent.atomic.AtomicInteger;

/** Another device until that many images were added, and a failure from then on. */
final class FaultyDevice extends DeviceAround {
  private final AtomicInteger imagesLeft;

  FaultyDevice(Device device, int images) {
    super(device, 3);
    this.imagesLeft = new AtomicInteger(images);
  }

  @Override
  Lane around(Lane lane) {
    return new LaneAround(lane) {
      @Override
      public HostImage reserve(PixelType type, Size size) throws DeviceException {
        if (imagesLeft.getAndDecrement() <= 0) {
          throw new DeviceException("the device fell off the bus");
        }
        return super.reserve(type, size);
      }
    };
  }
}
