package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceContract;
import dev.xraygpu.device.DeviceProvider;

/** The contract of all devices, with a GPU that is made up. */
class OpenCvCudaContractTest extends DeviceContract {
  private final DeviceProvider provider = FakeGpu.provider(new FakeLaneCalls.Machine());

  @Override
  protected DeviceProvider provider() {
    return provider;
  }
}
