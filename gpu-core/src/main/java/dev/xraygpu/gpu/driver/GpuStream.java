package dev.xraygpu.gpu.driver;

/**
 * Work that a GPU does in order, while the calling thread goes on. Used by one thread at a time.
 */
public final class GpuStream implements AutoCloseable {
  private final GpuContext context;
  private final long handle;
  private boolean closed;

  GpuStream(GpuContext context, long handle) {
    this.context = context;
    this.handle = handle;
  }

  /** CUDA's own, for libraries that put work on it. */
  public long handle() {
    return handle;
  }

  /** Takes device memory that this stream's work may use from now on. */
  public DeviceMemory allocate(long bytes) throws CudaDriverException {
    long address = context.driver().allocate(bytes, handle);
    context.note(bytes);
    return new DeviceMemory(context, this, address, bytes);
  }

  /** Copies page-locked host memory to the device. */
  public void copyToDevice(long target, long pinnedSource, long bytes) throws CudaDriverException {
    context.driver().copyToDevice(target, pinnedSource, bytes, handle);
  }

  /** Copies device memory to page-locked host memory. */
  public void copyToHost(long pinnedTarget, long source, long bytes) throws CudaDriverException {
    context.driver().copyToHost(pinnedTarget, source, bytes, handle);
  }

  /** Copies device memory to other device memory. */
  public void copyOnDevice(long target, long source, long bytes) throws CudaDriverException {
    context.driver().copyOnDevice(target, source, bytes, handle);
  }

  /** Sets every byte of device memory. */
  public void fill(long target, byte value, long bytes) throws CudaDriverException {
    context.driver().fill(target, value, bytes, handle);
  }

  /** Starts a kernel on tasks in device memory. */
  public void launch(long function, LaunchShape shape, long tasks) throws CudaDriverException {
    context.driver().launch(function, shape, tasks, handle);
  }

  /** Marks the present end of the work. */
  public void record(GpuEvent event) throws CudaDriverException {
    context.driver().recordEvent(event.handle(), handle);
  }

  /** Waits until all work is done, and says what went wrong with it. */
  public void synchronize() throws CudaDriverException {
    context.driver().synchronizeStream(handle);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Closing.quietly(() -> context.driver().synchronizeStream(handle));
      Closing.quietly(() -> context.driver().destroyStream(handle));
    }
  }
}
