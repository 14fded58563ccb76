package dev.xraygpu.gpu.nvml;

import org.bytedeco.cuda.global.nvml;
import org.bytedeco.cuda.nvml.nvmlDevice_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/** NVML through the CUDA preset's binding. */
final class PresetNvmlCalls implements NvmlCalls {
  @Override
  public void init() throws NvmlException {
    Loader.load(nvml.class);
    check("nvmlInit", nvml.nvmlInit_v2());
  }

  @Override
  public void shutdown() {
    // What it returns no longer matters to anybody.
    int unused = nvml.nvmlShutdown();
  }

  @Override
  public long totalEnergy(String pciBusId) throws NvmlException {
    long[] millijoules = new long[1];
    try (BytePointer id = new BytePointer(pciBusId);
        nvmlDevice_st card = new nvmlDevice_st()) {
      check("nvmlDeviceGetHandleByPciBusId", nvml.nvmlDeviceGetHandleByPciBusId_v2(id, card));
      check(
          "nvmlDeviceGetTotalEnergyConsumption",
          nvml.nvmlDeviceGetTotalEnergyConsumption(card, millijoules));
    }
    return millijoules[0];
  }

  private static void check(String call, int code) throws NvmlException {
    if (code != nvml.NVML_SUCCESS) {
      BytePointer text = nvml.nvmlErrorString(code);
      throw new NvmlException(
          call, code, text == null || text.isNull() ? "unknown error" : text.getString());
    }
  }
}
