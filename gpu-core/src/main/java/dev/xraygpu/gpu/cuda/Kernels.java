package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** The module with all kernels, loaded on one GPU. */
final class Kernels implements AutoCloseable {
  private static final String RESOURCE = "kernels.ptx";

  private final GpuModule module;
  private final Map<Kernel, Long> functions = new EnumMap<>(Kernel.class);

  private Kernels(GpuModule module) {
    this.module = module;
  }

  /** Loads it; the driver compiles it for its GPU, and keeps the result for the next time. */
  static Kernels load(GpuContext context) throws CudaDriverException {
    Kernels kernels = new Kernels(context.load(ptx()));
    try {
      for (Kernel kernel : Kernel.values()) {
        kernels.functions.put(kernel, kernels.module.function(kernel.entry()));
      }
    } catch (CudaDriverException e) {
      kernels.close();
      throw e;
    }
    return kernels;
  }

  /** What nvcc made of {@code src/main/cuda/kernels.cu}. */
  static byte[] ptx() {
    try (InputStream file = Kernels.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException(RESOURCE + " is missing from this build");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The function of a kernel. */
  long function(Kernel kernel) {
    Long function = functions.get(kernel);
    if (function == null) {
      throw new IllegalStateException(kernel + " was not loaded");
    }
    return function;
  }

  @Override
  public void close() {
    module.close();
  }
}
