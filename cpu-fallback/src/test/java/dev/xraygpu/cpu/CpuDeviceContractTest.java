package dev.xraygpu.cpu;

import dev.xraygpu.device.DeviceContract;
import dev.xraygpu.device.DeviceProvider;

class CpuDeviceContractTest extends DeviceContract {
  @Override
  protected DeviceProvider provider() {
    return new CpuDeviceProvider();
  }
}
