package dev.xraygpu.gpu.driver;

/** Device memory of one stream. */
public final class DeviceMemory implements MemoryBlock {
  private final GpuContext context;
  private final GpuStream stream;
  private final long address;
  private final long bytes;
  private boolean closed;

  DeviceMemory(GpuContext context, GpuStream stream, long address, long bytes) {
    this.context = context;
    this.stream = stream;
    this.address = address;
    this.bytes = bytes;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** Gives it back once the stream's present work is done. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      context.note(-bytes);
      Closing.quietly(() -> context.driver().free(address, stream.handle()));
    }
  }
}
