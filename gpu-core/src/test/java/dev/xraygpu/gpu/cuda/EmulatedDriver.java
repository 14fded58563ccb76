package dev.xraygpu.gpu.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.FloatByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.xraygpu.device.Availability;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.gpu.CudaMemory;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A driver whose GPU is emulated. */
public final class EmulatedDriver implements CudaDriver {
  private static final int COMPUTE_CAPABILITY_MAJOR = 75;
  private static final int COMPUTE_CAPABILITY_MINOR = 76;
  private static final int NON_BLOCKING = 1;
  private static final int NAME_BYTES = 100;

  private EmulatedDriver() {}

  /** Starts it; only where {@link EmulatorLibrary#missing} is empty. */
  public static EmulatedDriver load() throws CudaDriverException {
    check("cuInit", EmulatorLibrary.cuInit(0));
    return new EmulatedDriver();
  }

  /** A machine with emulated GPUs, where g++ can build one. */
  static final class EmulatedMachine implements CudaDeviceProvider.Machine {
    @Override
    public Availability probe() {
      if (!EmulatorLibrary.missing().isEmpty()) {
        return new Availability.Unavailable(EmulatorLibrary.missing(), "Install g++.");
      }
      try {
        load();
        IntByReference count = new IntByReference();
        check("cuDeviceGetCount", EmulatorLibrary.cuDeviceGetCount(count));
        List<DeviceDescription> devices = new ArrayList<>();
        for (int gpu = 0; gpu < count.getValue(); gpu++) {
          devices.add(describe(gpu));
        }
        return new Availability.Available(devices);
      } catch (CudaDriverException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Availability probe(int gpu) {
      Availability found = probe();
      if (found instanceof Availability.Available all) {
        for (DeviceDescription device : all.devices()) {
          if (device.index() == gpu) {
            return new Availability.Available(List.of(device));
          }
        }
        return new Availability.Unavailable("there is no GPU " + gpu, "Take another one.");
      }
      return found;
    }

    private static DeviceDescription describe(int gpu) throws CudaDriverException {
      byte[] name = new byte[NAME_BYTES];
      check("cuDeviceGetName", EmulatorLibrary.cuDeviceGetName(name, NAME_BYTES, gpu));
      return new DeviceDescription(
          CudaDeviceProvider.NAME,
          gpu,
          new String(name, StandardCharsets.US_ASCII).trim(),
          attribute(COMPUTE_CAPABILITY_MAJOR, gpu)
              + "."
              + attribute(COMPUTE_CAPABILITY_MINOR, gpu));
    }

    @Override
    public CudaDriver driver() throws CudaDriverException {
      return load();
    }
  }

  private static void check(String call, int code) throws CudaDriverException {
    if (code != 0) {
      PointerByReference text = new PointerByReference();
      boolean known = EmulatorLibrary.cuGetErrorName(code, text) == 0;
      throw new CudaDriverException(
          call, code, known ? text.getValue().getString(0) : "unknown error");
    }
  }

  private static int attribute(int attribute, int gpu) throws CudaDriverException {
    IntByReference value = new IntByReference();
    check("cuDeviceGetAttribute", EmulatorLibrary.cuDeviceGetAttribute(value, attribute, gpu));
    return value.getValue();
  }

  @Override
  public String pciBusId(int gpu) throws CudaDriverException {
    byte[] id = new byte[NAME_BYTES];
    check("cuDeviceGetPCIBusId", EmulatorLibrary.cuDeviceGetPCIBusId(id, NAME_BYTES, gpu));
    return new String(id, StandardCharsets.US_ASCII).trim();
  }

  @Override
  public CudaMemory memory() throws CudaDriverException {
    LongByReference free = new LongByReference();
    LongByReference total = new LongByReference();
    check("cuMemGetInfo", EmulatorLibrary.cuMemGetInfo_v2(free, total));
    return new CudaMemory(free.getValue(), total.getValue());
  }

  @Override
  public long retainContext(int gpu) throws CudaDriverException {
    PointerByReference context = new PointerByReference();
    check("cuDevicePrimaryCtxRetain", EmulatorLibrary.cuDevicePrimaryCtxRetain(context, gpu));
    return number(context);
  }

  @Override
  public void releaseContext(int gpu) throws CudaDriverException {
    check("cuDevicePrimaryCtxRelease", EmulatorLibrary.cuDevicePrimaryCtxRelease_v2(gpu));
  }

  @Override
  public void setCurrentContext(long context) throws CudaDriverException {
    check("cuCtxSetCurrent", EmulatorLibrary.cuCtxSetCurrent(new Pointer(context)));
  }

  @Override
  public long loadModule(byte[] ptx) throws CudaDriverException {
    PointerByReference module = new PointerByReference();
    byte[] text = Arrays.copyOf(ptx, ptx.length + 1);
    check("cuModuleLoadData", EmulatorLibrary.cuModuleLoadData(module, text));
    return number(module);
  }

  @Override
  public void unloadModule(long module) throws CudaDriverException {
    check("cuModuleUnload", EmulatorLibrary.cuModuleUnload(new Pointer(module)));
  }

  @Override
  public long function(long module, String name) throws CudaDriverException {
    PointerByReference function = new PointerByReference();
    check(
        "cuModuleGetFunction(" + name + ")",
        EmulatorLibrary.cuModuleGetFunction(function, new Pointer(module), name));
    return number(function);
  }

  @Override
  public long createStream() throws CudaDriverException {
    PointerByReference stream = new PointerByReference();
    check("cuStreamCreate", EmulatorLibrary.cuStreamCreate(stream, NON_BLOCKING));
    return number(stream);
  }

  @Override
  public void destroyStream(long stream) throws CudaDriverException {
    check("cuStreamDestroy", EmulatorLibrary.cuStreamDestroy_v2(new Pointer(stream)));
  }

  @Override
  public void synchronizeStream(long stream) throws CudaDriverException {
    check("cuStreamSynchronize", EmulatorLibrary.cuStreamSynchronize(new Pointer(stream)));
  }

  @Override
  public long createEvent() throws CudaDriverException {
    PointerByReference event = new PointerByReference();
    check("cuEventCreate", EmulatorLibrary.cuEventCreate(event, 0));
    return number(event);
  }

  @Override
  public void destroyEvent(long event) throws CudaDriverException {
    check("cuEventDestroy", EmulatorLibrary.cuEventDestroy_v2(new Pointer(event)));
  }

  @Override
  public void recordEvent(long event, long stream) throws CudaDriverException {
    check("cuEventRecord", EmulatorLibrary.cuEventRecord(new Pointer(event), new Pointer(stream)));
  }

  @Override
  public float elapsedMilliseconds(long start, long end) throws CudaDriverException {
    FloatByReference elapsed = new FloatByReference();
    check(
        "cuEventElapsedTime",
        EmulatorLibrary.cuEventElapsedTime_v2(elapsed, new Pointer(start), new Pointer(end)));
    return elapsed.getValue();
  }

  @Override
  public long allocate(long bytes, long stream) throws CudaDriverException {
    LongByReference address = new LongByReference();
    check("cuMemAllocAsync", EmulatorLibrary.cuMemAllocAsync(address, bytes, new Pointer(stream)));
    return address.getValue();
  }

  @Override
  public void free(long address, long stream) throws CudaDriverException {
    check("cuMemFreeAsync", EmulatorLibrary.cuMemFreeAsync(address, new Pointer(stream)));
  }

  @Override
  public long allocatePinned(long bytes) throws CudaDriverException {
    PointerByReference address = new PointerByReference();
    check("cuMemHostAlloc", EmulatorLibrary.cuMemHostAlloc(address, bytes, 0));
    return number(address);
  }

  @Override
  public void freePinned(long address) throws CudaDriverException {
    check("cuMemFreeHost", EmulatorLibrary.cuMemFreeHost(new Pointer(address)));
  }

  @Override
  public ByteBuffer view(long address, long bytes) {
    return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void copyToDevice(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check(
        "cuMemcpyHtoDAsync",
        EmulatorLibrary.cuMemcpyHtoDAsync_v2(
            target, new Pointer(source), bytes, new Pointer(stream)));
  }

  @Override
  public void copyToHost(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check(
        "cuMemcpyDtoHAsync",
        EmulatorLibrary.cuMemcpyDtoHAsync_v2(
            new Pointer(target), source, bytes, new Pointer(stream)));
  }

  @Override
  public void copyOnDevice(long target, long source, long bytes, long stream)
      throws CudaDriverException {
    check(
        "cuMemcpyDtoDAsync",
        EmulatorLibrary.cuMemcpyDtoDAsync_v2(target, source, bytes, new Pointer(stream)));
  }

  @Override
  public void fill(long target, byte value, long bytes, long stream) throws CudaDriverException {
    check(
        "cuMemsetD8Async",
        EmulatorLibrary.cuMemsetD8Async(target, value, bytes, new Pointer(stream)));
  }

  @Override
  public void launch(long function, LaunchShape shape, long tasks, long stream)
      throws CudaDriverException {
    LongByReference value = new LongByReference(tasks);
    PointerByReference parameters = new PointerByReference(value.getPointer());
    check(
        "cuLaunchKernel",
        EmulatorLibrary.cuLaunchKernel(
            new Pointer(function),
            shape.gridX(),
            shape.gridY(),
            shape.gridZ(),
            shape.blockX(),
            shape.blockY(),
            1,
            0,
            new Pointer(stream),
            parameters,
            Pointer.NULL));
  }

  private static long number(PointerByReference reference) {
    return Pointer.nativeValue(reference.getValue());
  }
}
