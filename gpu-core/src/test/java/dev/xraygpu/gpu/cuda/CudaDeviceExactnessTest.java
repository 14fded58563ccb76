package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.DeviceProvider;

/** The device on this machine's own GPU, byte for byte; skipped by name where there is none. */
class CudaDeviceExactnessTest extends ExactnessContract {
  @Override
  DeviceProvider provider() {
    return new CudaDeviceProvider();
  }
}
