package dev.xraygpu.gpu.nvjpeg;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.gpu.ComputeCapability;
import dev.xraygpu.gpu.CudaProbe;
import dev.xraygpu.gpu.CudaRequirements;
import dev.xraygpu.gpu.MachineCode;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.DeviceMemory;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuStream;
import dev.xraygpu.gpu.driver.NvidiaDriver;
import dev.xraygpu.gpu.driver.PinnedMemory;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * nvJPEG on the first GPU, with a stream and memory of its own: gray pixels of 8 bit, in device
 * memory, a batch at a time. Used by one thread.
 */
public final class NvJpegDecoder implements AutoCloseable {
  private static final CudaRequirements REQUIREMENTS =
      new CudaRequirements(
          "nvjpeg",
          "nvJPEG",
          CudaRequirements.CUDA_13,
          new MachineCode.Ptx(new ComputeCapability(7, 5)),
          CudaRequirements.LEAST_FREE_BYTES);

  private final NvJpegCalls calls;
  private final GpuContext context;
  private final GpuStream stream;
  private final long library;
  private final long state;
  private @Nullable PinnedMemory host;
  private @Nullable DeviceMemory device;
  private List<Size> sizes = List.of();
  private List<Long> offsets = List.of();
  private int batch;

  private NvJpegDecoder(
      NvJpegCalls calls, GpuContext context, GpuStream stream, long library, long state) {
    this.calls = calls;
    this.context = context;
    this.stream = stream;
    this.library = library;
    this.state = state;
  }

  /**
   * Opens it on this machine.
   *
   * @throws DeviceException if there is no GPU, no nvJPEG, or no such back end on this GPU; the
   *     message says which and what to do
   */
  public static NvJpegDecoder open(NvJpegBackend backend) throws DeviceException {
    CudaProbe probe = CudaProbe.ofThisMachine();
    if (probe.probe(REQUIREMENTS, 0) instanceof Availability.Unavailable missing) {
      throw new DeviceException(missing.reason() + ". " + missing.remedy());
    }
    String file = probe.libraries().naming().file("nvjpeg", 13);
    if (!probe.libraries().load(List.of(file)).isEmpty()) {
      throw new DeviceException(
          file
              + " is missing: install the CUDA 13 toolkit's libnvjpeg (Debian package libnvjpeg-13-0,"
              + " or pip install nvidia-nvjpeg) and name its folder in LD_LIBRARY_PATH");
    }
    try {
      return open(backend, NvidiaDriver.load(), PresetNvJpegCalls.load());
    } catch (CudaDriverException | LinkageError e) {
      throw new DeviceException("nvJPEG does not start: " + e.getMessage(), e);
    }
  }

  /** Opens it by other calls than this machine's. */
  static NvJpegDecoder open(NvJpegBackend backend, CudaDriver driver, NvJpegCalls calls)
      throws DeviceException {
    try {
      GpuContext context = GpuContext.open(driver, 0);
      try {
        return open(backend, context, calls);
      } catch (NvJpegException | CudaDriverException e) {
        context.close();
        throw e;
      }
    } catch (NvJpegException | CudaDriverException e) {
      throw new DeviceException(
          "nvJPEG's " + backend.title() + " back end does not start: " + e.getMessage(), e);
    }
  }

  private static NvJpegDecoder open(NvJpegBackend backend, GpuContext context, NvJpegCalls calls)
      throws NvJpegException, CudaDriverException {
    context.makeCurrent();
    long library = calls.create(backend);
    GpuStream stream = null;
    try {
      stream = context.openStream();
      return new NvJpegDecoder(calls, context, stream, library, calls.createState(library));
    } catch (NvJpegException | CudaDriverException e) {
      if (stream != null) {
        stream.close();
      }
      calls.destroy(library);
      throw e;
    }
  }

  /**
   * Decodes images and waits for their pixels. They stay on the device until the next call.
   *
   * @param files encoded images, each from its position to its limit; not changed
   * @param stored columns and rows of each, as stored
   * @throws NvJpegException if nvJPEG does not take one of them, or what it holds is damaged
   * @throws CudaDriverException if the GPU fails or has no room
   */
  public void decode(List<ByteBuffer> files, List<Size> stored)
      throws NvJpegException, CudaDriverException {
    context.makeCurrent();
    long encodedBytes = files.stream().mapToLong(ByteBuffer::remaining).sum();
    long pixelBytes = stored.stream().mapToLong(Size::area).sum();
    PinnedMemory encoded = hostMemory(encodedBytes);
    DeviceMemory pixels = deviceMemory(pixelBytes);
    int count = files.size();
    NvJpegCalls.Batch wanted =
        new NvJpegCalls.Batch(new long[count], new long[count], new long[count], new int[count]);
    List<Long> places = new ArrayList<>();
    long at = 0;
    long target = 0;
    for (int i = 0; i < count; i++) {
      ByteBuffer file = files.get(i).duplicate();
      int length = file.remaining();
      encoded.view(at, length).put(file);
      wanted.sources()[i] = encoded.address() + at;
      wanted.lengths()[i] = length;
      wanted.targets()[i] = pixels.address() + target;
      wanted.pitches()[i] = stored.get(i).width();
      places.add(target);
      at += length;
      target += stored.get(i).area();
    }
    if (batch != count) {
      calls.initialize(library, state, count);
      batch = count;
    }
    try {
      calls.decode(library, state, wanted, stream.handle());
    } finally {
      // Also after a failure: what was begun by then still reads and writes the memory.
      stream.synchronize();
    }
    sizes = List.copyOf(stored);
    offsets = places;
  }

  /**
   * Copies the pixels of one image of the last batch to the host.
   *
   * @param image its place in the batch
   * @param target 8 bit, of the size as stored
   */
  public void download(int image, HostImage target) throws CudaDriverException {
    long bytes = sizes.get(image).area();
    if (target.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "the target holds " + target.byteSize() + " bytes, the image " + bytes);
    }
    PinnedMemory memory = hostMemory(bytes);
    stream.copyToHost(memory.address(), deviceMemory(0).address() + offsets.get(image), bytes);
    stream.synchronize();
    target.bytes().put(memory.view(0, bytes));
  }

  private PinnedMemory hostMemory(long bytes) throws CudaDriverException {
    PinnedMemory memory = host;
    if (memory == null || memory.bytes() < bytes) {
      if (memory != null) {
        memory.close();
      }
      host = null;
      memory = context.allocatePinned(Math.max(1, bytes + bytes / 4));
      host = memory;
    }
    return memory;
  }

  private DeviceMemory deviceMemory(long bytes) throws CudaDriverException {
    DeviceMemory memory = device;
    if (memory == null || memory.bytes() < bytes) {
      if (memory != null) {
        memory.close();
      }
      device = null;
      memory = stream.allocate(Math.max(1, bytes + bytes / 4));
      device = memory;
    }
    return memory;
  }

  @Override
  public void close() {
    try {
      context.makeCurrent();
    } catch (CudaDriverException e) {
      // What is gone with the context needs no giving back.
      return;
    }
    calls.destroyState(state);
    calls.destroy(library);
    if (device != null) {
      device.close();
    }
    if (host != null) {
      host.close();
    }
    stream.close();
    context.close();
  }
}
