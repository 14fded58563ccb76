package dev.xraygpu.gpu.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.cuda.EmulatedDriver;
import dev.xraygpu.gpu.cuda.EmulatorLibrary;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The card's own figures, asked of an emulated driver, and of one that does not start. */
class OpenCvCudaMeterTest {
  private final StageTimes times = new StageTimes();
  private final List<String> asked = new ArrayList<>();
  private final CardEnergy energy =
      new CardEnergy() {
        @Override
        public DeviceMeter.Energy of(String pciBusId) {
          asked.add(pciBusId);
          return new DeviceMeter.Energy.Counted(5);
        }

        @Override
        public void close() {}
      };

  private DeviceMeter.StageRate nothing(List<Stage> stages, List<HostImage> images) {
    throw new AssertionError("nobody asked for it");
  }

  @Test
  void theDriverIsAskedAndItsContextGivenBack() throws DeviceException {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "OpenCvCudaMeterTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    int before = EmulatorLibrary.emulator_objects();
    DeviceMeter meter = new OpenCvCudaMeter(0, times, EmulatedDriver::load, energy, this::nothing);
    times.add("upload", 3, 4);
    assertThat(meter.steps()).containsExactly(new StageTimes.StageTime("upload", 3, 4));
    assertThat(meter.kernels()).isEmpty();
    assertThat(meter.memory().total()).isPositive();
    assertThat(meter.memory().ownPeak()).isEmpty();
    assertThat(meter.measureCopies().within()).isPositive();
    assertThat(meter.energy()).isEqualTo(new DeviceMeter.Energy.Counted(5));
    assertThat(asked).containsExactly("0000:01:00.0");
    assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(before);
  }

  @Test
  void aDriverThatDoesNotStartIsTheReason() {
    DeviceMeter meter =
        new OpenCvCudaMeter(
            1,
            times,
            () -> {
              throw new CudaDriverException("cuInit", 100, "CUDA_ERROR_NO_DEVICE");
            },
            energy,
            this::nothing);
    assertThatThrownBy(meter::memory)
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device opencv-cuda:1: asking for the memory in use: cuInit failed:"
                + " CUDA_ERROR_NO_DEVICE (100)");
    assertThat(meter.energy())
        .isInstanceOfSatisfying(
            DeviceMeter.Energy.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("CUDA_ERROR_NO_DEVICE"));
    assertThat(asked).isEmpty();
  }
}
