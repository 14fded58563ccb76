package dev.xraygpu.gpu;

import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** Asks this machine's CUDA, through JavaCPP's presets. */
final class PresetCudaQueries implements CudaQueries {
  /** Java initialises a class once: what went wrong then is kept for later calls. */
  private static final class Bindings {
    static final @Nullable String PROBLEM = load();

    private static @Nullable String load() {
      try {
        Loader.load(cudart.class);
        cudart.cudaGetErrorName(0);
        return null;
      } catch (LinkageError e) {
        return CudaReasons.innermost(e);
      }
    }
  }

  @Override
  public boolean loadLibrary(String file) {
    try {
      Loader.load(org.bytedeco.javacpp.presets.javacpp.class);
      Loader.loadGlobal(file);
      return true;
    } catch (UnsatisfiedLinkError e) {
      // The caller reports what is missing, by its name.
      return false;
    }
  }

  @Override
  public void loadBindings() {
    String problem = Bindings.PROBLEM;
    if (problem != null) {
      throw new UnsatisfiedLinkError(problem);
    }
  }

  @Override
  public int driverVersion() throws CudaException {
    int[] version = new int[1];
    check("cudaDriverGetVersion", cudart.cudaDriverGetVersion(version));
    return version[0];
  }

  @Override
  public int deviceCount() throws CudaException {
    int[] count = new int[1];
    check("cudaGetDeviceCount", cudart.cudaGetDeviceCount(count));
    return count[0];
  }

  @Override
  public CudaCard card(int index) throws CudaException {
    byte[] name = new byte[256];
    check("cuDeviceGetName", cudart.cuDeviceGetName(name, name.length, driverDevice(index)));
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new CudaCard(
        index,
        new String(name, 0, length, StandardCharsets.UTF_8),
        new ComputeCapability(
            attribute(cudart.cudaDevAttrComputeCapabilityMajor, index),
            attribute(cudart.cudaDevAttrComputeCapabilityMinor, index)));
  }

  private static int driverDevice(int index) throws CudaException {
    check("cuInit", cudart.cuInit(0));
    int[] device = new int[1];
    check("cuDeviceGet", cudart.cuDeviceGet(device, index));
    return device[0];
  }

  private static int attribute(int attribute, int index) throws CudaException {
    int[] value = new int[1];
    check("cudaDeviceGetAttribute", cudart.cudaDeviceGetAttribute(value, attribute, index));
    return value[0];
  }

  // Through the primary context, which is counted: giving it back harms nobody who uses it too.
  @Override
  public CudaMemory memory(int index) throws CudaException {
    int device = driverDevice(index);
    try (CUctx_st context = new CUctx_st();
        SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      check("cuDevicePrimaryCtxRetain", cudart.cuDevicePrimaryCtxRetain(context, device));
      try {
        check("cuCtxPushCurrent", cudart.cuCtxPushCurrent(context));
        try (CUctx_st popped = new CUctx_st()) {
          int asked = cudart.cuMemGetInfo(free, total);
          check("cuCtxPopCurrent", cudart.cuCtxPopCurrent(popped));
          check("cuMemGetInfo", asked);
        }
        return new CudaMemory(free.get(), total.get());
      } finally {
        cudart.cuDevicePrimaryCtxRelease(device);
      }
    }
  }

  private static void check(String call, int code) throws CudaException {
    if (code == 0) {
      return;
    }
    BytePointer name = cudart.cudaGetErrorName(code);
    throw new CudaException(
        call, code, name == null || name.isNull() ? "unknown" : name.getString());
  }
}
