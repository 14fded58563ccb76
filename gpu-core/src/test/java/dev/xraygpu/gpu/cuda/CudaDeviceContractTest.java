package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.DeviceContract;
import dev.xraygpu.device.DeviceProvider;

/** The device on this machine's own GPU; skipped by name where there is none. */
class CudaDeviceContractTest extends DeviceContract {
  @Override
  protected DeviceProvider provider() {
    return new CudaDeviceProvider();
  }
}
