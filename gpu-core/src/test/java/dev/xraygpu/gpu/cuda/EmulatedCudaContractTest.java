package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.DeviceContract;
import dev.xraygpu.device.DeviceProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole device on an emulated GPU: every promise of a device, and nothing left behind. */
class EmulatedCudaContractTest extends DeviceContract {
  private int objectsBefore;

  @Override
  protected DeviceProvider provider() {
    return new CudaDeviceProvider(
        new EmulatedDriver.EmulatedMachine(), MemoryLayout.BLOCK_PER_SLICE);
  }

  @BeforeEach
  void countObjects() {
    objectsBefore = EmulatorLibrary.missing().isEmpty() ? EmulatorLibrary.emulator_objects() : 0;
  }

  @AfterEach
  void everythingIsGivenBack() {
    if (EmulatorLibrary.missing().isEmpty()) {
      assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(objectsBefore);
    }
  }
}
