package dev.xraygpu.gpu;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;

/**
 * OpenCV's CUDA modules on an NVIDIA GPU. This version of the program is built without them, and
 * says so wherever the device is asked for.
 */
public final class OpenCvCudaDeviceProvider implements DeviceProvider {
  /** The name {@code --device} takes. */
  public static final String NAME = "opencv-cuda";

  private static final Availability.Unavailable NOT_BUILT =
      new Availability.Unavailable(
          "not built yet: this version of xray-gpu has no CUDA code",
          "Use --device cpu, which computes the same bytes.");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 100;
  }

  @Override
  public Availability probe() {
    return NOT_BUILT;
  }

  @Override
  public Device open(int index) throws DeviceException {
    throw new DeviceException(
        "device " + NAME + " is not available: " + NOT_BUILT.reason() + ". " + NOT_BUILT.remedy());
  }
}
