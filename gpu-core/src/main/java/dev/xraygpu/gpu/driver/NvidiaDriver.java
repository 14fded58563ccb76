package dev.xraygpu.gpu.driver;

import static org.bytedeco.cuda.global.cudart.CU_STREAM_NON_BLOCKING;

import dev.xraygpu.gpu.CudaMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The driver of NVIDIA's GPUs, through the CUDA preset's binding. */
public final class NvidiaDriver implements CudaDriver {
  private static final int PCI_BUS_ID_BYTES = 32;

  private NvidiaDriver() {}

  /**
   * Loads the binding and starts the driver.
   *
   * @throws LinkageError if the driver's library, or CUDA's runtime, is not on this machine
   * @throws CudaDriverException if the driver does not start, such as where there is no GPU
   */
  public static NvidiaDriver load() throws CudaDriverException {
    Loader.load(cudart.class);
    check("cuInit", cudart.cuInit(0));
    return new NvidiaDriver();
  }

  /** What C calls a string: up to the first zero. */
  private static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public String pciBusId(int gpu) throws CudaDriverException {
    byte[] id = new byte[PCI_BUS_ID_BYTES];
    check("cuDeviceGetPCIBusId", cudart.cuDeviceGetPCIBusId(id, id.length, device(gpu)));
    return text(id);
  }

  @Override
  public CudaMemory memory() throws CudaDriverException {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      check("cuMemGetInfo", cudart.cuMemGetInfo(free, total));
      return new CudaMemory(free.get(), total.get());
    }
  }

  private static int device(int index) throws CudaDriverException {
    int[] device = new int[1];
    check("cuDeviceGet", cudart.cuDeviceGet(device, index));
    return device[0];
  }

  @Override
  public long retainContext(int gpu) throws CudaDriverException {
    try (CUctx_st context = new CUctx_st()) {
      check("cuDevicePrimaryCtxRetain", cudart.cuDevicePrimaryCtxRetain(context, device(gpu)));
      return context.address();
    }
  }

  @Override
  public void releaseContext(int gpu) throws CudaDriverException {
    check("cuDevicePrimaryCtxRelease", cudart.cuDevicePrimaryCtxRelease(device(gpu)));
  }

  @Override
  public void setCurrentContext(long context) throws CudaDriverException {
    check("cuCtxSetCurrent", cudart.cuCtxSetCurrent(new CUctx_st(at(context))));
  }

  @Override
  public long loadModule(byte[] ptx) throws CudaDriverException {
    // The driver reads text up to a zero.
    byte[] text = Arrays.copyOf(ptx, ptx.length + 1);
    try (BytePointer image = new BytePointer(text);
        CUmod_st module = new CUmod_st()) {
      check("cuModuleLoadData", cudart.cuModuleLoadData(module, image));
      return module.address();
    }
  }

  @Override
  public void unloadModule(long module) throws CudaDriverException {
    check("cuModuleUnload", cudart.cuModuleUnload(new CUmod_st(at(module))));
  }

  @Override
  public long function(long module, String name) throws CudaDriverException {
    try (CUfunc_st function = new CUfunc_st()) {
      check(
          "cuModuleGetFunction(" + name + ")",
          cudart.cuModuleGetFunction(function, new CUmod_st(at(module)), name));
      return function.address();
    }
  }

  @Override
  public long createStream() throws CudaDriverException {
    try (CUstream_st stream = new CUstream_st()) {
      check("cuStreamCreate", cudart.cuStreamCreate(stream, CU_STREAM_NON_BLOCKING));
      return stream.address();
    }
  }

  @Override
  public void destroyStream(long stream) throws CudaDriverException {
    check("cuStreamDestroy", cudart.cuStreamDestroy(stream(stream)));
  }

  @Override
  public void synchronizeStream(long stream) throws CudaDriverException {
    check("cuStreamSynchronize", cudart.cuStreamSynchronize(stream(stream)));
  }

  @Override
  public long createEvent() throws CudaDriverException {
    try (CUevent_st event = new CUevent_st()) {
      check("cuEventCreate", cudart.cuEventCreate(event, 0));
      return event.address();
    }
  }

  @Override
  public void destroyEvent(long event) throws CudaDriverException {
    check("cuEventDestroy", cudart.cuEventDestroy(event(event)));
  }

  @Override
  public void recordEvent(long event, long stream) throws CudaDriverException {
    check("cuEventRecord", cudart.cuEventRecord(event(event), stream(stream)));
  }

  @Override
  public float elapsedMilliseconds(long start, long end) throws CudaDriverException {
    float[] elapsed = new float[1];
    check("cuEventElapsedTime", cudart.cuEventElapsedTime(elapsed, event(start), event(end)));
    return elapsed[0];
  }

  @Override
  public long allocate(long bytes, long stream) throws CudaDriverException {
    long[] address = new long[1];
    check("cuMemAllocAsync", cudart.cuMemAllocAsync(address, bytes, stream(stream)));
    return address[0];
  }

  @Override
  public void free(long address, long stream) throws CudaDriverException {
    check("cuMemFreeAsync", cudart.cuMemFreeAsync(address, stream(stream)));
  }

  @Override
  public long allocatePinned(long bytes) throws CudaDriverException {
    try (Pointer memory = new Pointer()) {
      check("cuMemHostAlloc", cudart.cuMemHostAlloc(memory, bytes, 0));
      return memory.address();
    }
  }

  @Override
  public void freePinned(long address) throws CudaDriverException {
    check("cuMemFreeHost", cudart.cuMemFreeHost(at(address)));
  }

  @Override
  public ByteBuffer view(long address, long bytes) {
    return new BytePointer(at(address)).capacity(bytes).asBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void copyToDevice(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check("cuMemcpyHtoDAsync", cudart.cuMemcpyHtoDAsync(target, at(source), bytes, stream(stream)));
  }

  @Override
  public void copyToHost(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check("cuMemcpyDtoHAsync", cudart.cuMemcpyDtoHAsync(at(target), source, bytes, stream(stream)));
  }

  @Override
  public void copyOnDevice(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check("cuMemcpyDtoDAsync", cudart.cuMemcpyDtoDAsync(target, source, bytes, stream(stream)));
  }

  @Override
  public void fill(long target, byte value, long bytes, long stream) throws CudaDriverException {
    check("cuMemsetD8Async", cudart.cuMemsetD8Async(target, value, bytes, stream(stream)));
  }

  @Override
  public void launch(long function, LaunchShape shape, long tasks, long stream)
      throws CudaDriverException {
    try (BytePointer value = new BytePointer(Long.BYTES);
        PointerPointer<Pointer> parameters = new PointerPointer<>(1)) {
      value.putLong(tasks);
      parameters.put(0, value);
      check(
          "cuLaunchKernel",
          cudart.cuLaunchKernel(
              new CUfunc_st(at(function)),
              shape.gridX(),
              shape.gridY(),
              shape.gridZ(),
              shape.blockX(),
              shape.blockY(),
              1,
              0,
              stream(stream),
              parameters,
              new PointerPointer<>()));
    }
  }

  private static void check(String call, int code) throws CudaDriverException {
    if (code != cudart.CUDA_SUCCESS) {
      throw new CudaDriverException(call, code, name(code));
    }
  }

  private static String name(int code) {
    try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
      if (cudart.cuGetErrorName(code, text) == cudart.CUDA_SUCCESS) {
        BytePointer name = text.get(BytePointer.class, 0);
        if (name != null && !name.isNull()) {
          return name.getString();
        }
      }
      return "unknown error";
    }
  }

  private static CUstream_st stream(long handle) {
    return new CUstream_st(at(handle));
  }

  private static CUevent_st event(long handle) {
    return new CUevent_st(at(handle));
  }

  private static Pointer at(long address) {
    return new Address(address);
  }

  /** A pointer to a given address that owns nothing. */
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }
}
