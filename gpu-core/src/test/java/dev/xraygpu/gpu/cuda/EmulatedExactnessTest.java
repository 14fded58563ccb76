package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.DeviceProvider;

/** The device on an emulated GPU, byte for byte. */
class EmulatedExactnessTest extends ExactnessContract {
  @Override
  DeviceProvider provider() {
    return new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.SHARED_BLOCKS);
  }
}
