package dev.xraygpu.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.DeviceMeter.Energy;
import org.junit.jupiter.api.Test;

class NvmlEnergyTest {
  private static final String CARD = "0000:01:00.0";

  /** A library that has one card, unless it is told to fail. */
  private static final class FakeNvml implements NvmlCalls {
    private final boolean present;
    private final boolean starts;
    private int open;
    private int initCalls;

    FakeNvml(boolean present, boolean starts) {
      this.present = present;
      this.starts = starts;
    }

    @Override
    public void init() throws NvmlException {
      initCalls++;
      if (!present) {
        throw new UnsatisfiedLinkError("libnvidia-ml.so.1: cannot open shared object file\nmore");
      }
      if (!starts) {
        throw new NvmlException("nvmlInit", 9, "Driver Not Loaded");
      }
      open++;
    }

    @Override
    public void shutdown() {
      open--;
    }

    @Override
    public long totalEnergy(String pciBusId) throws NvmlException {
      if (!pciBusId.equals(CARD)) {
        throw new NvmlException("nvmlDeviceGetHandleByPciBusId", 6, "Not Found");
      }
      return 12_345;
    }
  }

  @Test
  void millijoulesBecomeJoulesAndTheLibraryIsGivenBackOnce() {
    FakeNvml calls = new FakeNvml(true, true);
    NvmlEnergy energy = new NvmlEnergy(calls);
    assertThat(calls.initCalls).as("nothing is loaded before somebody asks").isZero();
    assertThat(energy.of(CARD)).isEqualTo(new Energy.Counted(12.345));
    assertThat(energy.of(CARD)).isEqualTo(new Energy.Counted(12.345));
    assertThat(calls.initCalls).isEqualTo(1);
    energy.close();
    energy.close();
    assertThat(calls.open).isZero();
    assertThat(energy.of(CARD)).isEqualTo(new Energy.Unknown("the device is closed"));
  }

  @Test
  void aMissingLibraryIsNamedInOneLineWithWhereItComesFrom() {
    NvmlEnergy energy = new NvmlEnergy(new FakeNvml(false, true));
    assertThat(energy.of(CARD))
        .isInstanceOfSatisfying(
            Energy.Unknown.class,
            unknown ->
                assertThat(unknown.reason())
                    .contains("libnvidia-ml.so.1: cannot open", "driver's package")
                    .doesNotContain("\n"));
    energy.close();
  }

  @Test
  void aLibraryThatDoesNotStartIsAskedOnce() {
    FakeNvml calls = new FakeNvml(true, false);
    NvmlEnergy energy = new NvmlEnergy(calls);
    Energy expected = new Energy.Unknown("NVML does not start: nvmlInit: Driver Not Loaded (9)");
    assertThat(energy.of(CARD)).isEqualTo(expected);
    assertThat(energy.of(CARD)).isEqualTo(expected);
    assertThat(calls.initCalls).isEqualTo(1);
  }

  @Test
  void aCardThatNvmlDoesNotKnowIsNamed() {
    NvmlEnergy energy = new NvmlEnergy(new FakeNvml(true, true));
    assertThat(energy.of("0000:02:00.0"))
        .isEqualTo(
            new Energy.Unknown(
                "NVML does not tell of the card at 0000:02:00.0:"
                    + " nvmlDeviceGetHandleByPciBusId: Not Found (6)"));
    energy.close();
  }
}
