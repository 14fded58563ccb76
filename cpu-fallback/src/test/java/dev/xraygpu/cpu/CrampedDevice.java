package dev.xraygpu.cpu;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import java.util.concurrent.atomic.AtomicInteger;

/** Another device that has room for small batches only, and is lost after so many. */
final class CrampedDevice extends DeviceAround {
  private final int fits;
  private final AtomicInteger batchesLeft;

  /**
   * A device around another.
   *
   * @param fits images in a batch that does not fail
   * @param batchesLeft until it is lost
   */
  CrampedDevice(Device device, int fits, int batchesLeft) {
    super(device, 8);
    this.fits = fits;
    this.batchesLeft = new AtomicInteger(batchesLeft);
  }

  @Override
  Lane around(Lane lane) {
    return new LaneAround(lane) {
      @Override
      public void submit() throws DeviceException {
        if (batchesLeft.getAndDecrement() <= 0) {
          throw failure(DeviceException.Kind.LOST, "it fell off the bus");
        }
        if (lane.pending() > fits) {
          throw failure(DeviceException.Kind.OUT_OF_MEMORY, "no room");
        }
        super.submit();
      }
    };
  }

  private static DeviceException failure(DeviceException.Kind kind, String what) {
    return new DeviceException(kind, what, new IllegalStateException("made up"));
  }
}
