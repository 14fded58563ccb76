package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.gpu.CudaLibraries;
import dev.xraygpu.gpu.CudaProbe;
import dev.xraygpu.gpu.FakeCudaQueries;
import java.util.List;
import java.util.Optional;

/** Providers of machines that are made up. */
final class FakeGpu {
  private FakeGpu() {}

  /** A machine with one H100 and all libraries. */
  static OpenCvCudaDeviceProvider provider(FakeLaneCalls.Machine machine) {
    return provider(
        FakeCudaQueries.with(FakeCudaQueries.card(0, "NVIDIA H100", 9, 0)),
        new FakeNatives(true, null),
        machine);
  }

  static OpenCvCudaDeviceProvider provider(
      FakeCudaQueries queries, OpenCvNatives natives, FakeLaneCalls.Machine machine) {
    CudaLibraries libraries = new CudaLibraries(queries, CudaLibraries.Naming.LINUX, List.of());
    return new OpenCvCudaDeviceProvider(
        new CudaProbe(queries, libraries), natives, gpu -> machine.open());
  }

  /** OpenCV's natives, there or not. */
  record FakeNatives(boolean gpuBuildPresent, @org.jspecify.annotations.Nullable String decided)
      implements OpenCvNatives {
    @Override
    public Optional<String> decidedOtherwise() {
      return Optional.ofNullable(decided);
    }

    @Override
    public String loadGpuBuild() {
      if (gpuBuildPresent) {
        return "4.13.0";
      }
      throw new UnsatisfiedLinkError("loaded although it is not there");
    }
  }

  static String describe(Unavailable unavailable) {
    return unavailable.reason() + ". " + unavailable.remedy();
  }
}
