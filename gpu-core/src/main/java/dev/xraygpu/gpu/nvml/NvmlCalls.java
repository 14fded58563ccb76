package dev.xraygpu.gpu.nvml;

/** The calls of NVML that this program makes. {@link PresetNvmlCalls} makes them; tests do not. */
interface NvmlCalls {
  /**
   * Loads and starts the library.
   *
   * @throws LinkageError if {@code libnvidia-ml.so.1} is not on this machine
   * @throws NvmlException if it does not start
   */
  void init() throws NvmlException;

  /** Gives it back. */
  void shutdown();

  /** Millijoules that a card used since its driver was loaded. */
  long totalEnergy(String pciBusId) throws NvmlException;
}
