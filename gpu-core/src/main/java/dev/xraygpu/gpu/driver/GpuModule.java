package dev.xraygpu.gpu.driver;

/** A loaded module. */
public final class GpuModule implements AutoCloseable {
  private final GpuContext context;
  private final long handle;
  private boolean closed;

  GpuModule(GpuContext context, long handle) {
    this.context = context;
    this.handle = handle;
  }

  /** The handle of a kernel, which lives as long as the module. */
  public long function(String name) throws CudaDriverException {
    return context.driver().function(handle, name);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Closing.quietly(() -> context.driver().unloadModule(handle));
    }
  }
}
