package dev.xraygpu.gpu.driver;

/** A mark in a stream's work. */
public final class GpuEvent implements AutoCloseable {
  private final GpuContext context;
  private final long handle;
  private boolean closed;

  GpuEvent(GpuContext context, long handle) {
    this.context = context;
    this.handle = handle;
  }

  long handle() {
    return handle;
  }

  /** Milliseconds from another event to this one; both are done. */
  public float millisecondsSince(GpuEvent start) throws CudaDriverException {
    return context.driver().elapsedMilliseconds(start.handle, handle);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Closing.quietly(() -> context.driver().destroyEvent(handle));
    }
  }
}
