package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.DeviceProvider;

/** The device on this machine's own GPU, byte for byte; skipped by name where there is none. */
class CudaDeviceExactnessTest extends ExactnessContract {
  @Override
  DeviceProvider provider() {
    return new CudaDeviceProvider();
  }

  // Its own exponential makes the table of weights.
  @Override
  double shareOfBilateral() {
    return 20e-6;
  }
}
