package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceContract;
import dev.xraygpu.device.DeviceProvider;

/** The contract of all devices on this machine's GPU; skipped where there is none. */
class OpenCvCudaGpuContractTest extends DeviceContract {
  @Override
  protected DeviceProvider provider() {
    return new OpenCvCudaDeviceProvider();
  }
}
