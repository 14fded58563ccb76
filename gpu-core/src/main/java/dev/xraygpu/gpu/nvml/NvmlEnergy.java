package dev.xraygpu.gpu.nvml;

import dev.xraygpu.device.DeviceMeter.Energy;
import org.jspecify.annotations.Nullable;

/**
 * Energy from NVML, which is loaded when somebody asks first. A card has the counter from Volta on.
 * Thread-safe.
 */
public final class NvmlEnergy implements CardEnergy {
  private static final double MILLIJOULES = 1e-3;

  private final NvmlCalls calls;
  private State state = State.UNTOUCHED;
  private @Nullable String problem;

  private enum State {
    UNTOUCHED,
    STARTED,
    FAILED
  }

  /** Of this machine. Loads nothing yet. */
  public static NvmlEnergy ofThisMachine() {
    return new NvmlEnergy(new PresetNvmlCalls());
  }

  NvmlEnergy(NvmlCalls calls) {
    this.calls = calls;
  }

  @Override
  public synchronized Energy of(String pciBusId) {
    if (state == State.UNTOUCHED) {
      start();
    }
    if (state == State.FAILED) {
      return new Energy.Unknown(String.valueOf(problem));
    }
    try {
      return new Energy.Counted(calls.totalEnergy(pciBusId) * MILLIJOULES);
    } catch (NvmlException e) {
      return new Energy.Unknown(
          "NVML does not tell of the card at " + pciBusId + ": " + e.getMessage());
    }
  }

  private void start() {
    try {
      calls.init();
      state = State.STARTED;
    } catch (NvmlException e) {
      state = State.FAILED;
      problem = "NVML does not start: " + e.getMessage();
    } catch (LinkageError e) {
      state = State.FAILED;
      problem =
          "NVML cannot be loaded ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); libnvidia-ml.so.1 comes with the driver's package nvidia-utils or libnvidia-compute,"
              + " and into a container with NVIDIA_DRIVER_CAPABILITIES=compute,utility";
    }
  }

  @Override
  public synchronized void close() {
    if (state == State.STARTED) {
      calls.shutdown();
      state = State.FAILED;
      problem = "the device is closed";
    }
  }
}
