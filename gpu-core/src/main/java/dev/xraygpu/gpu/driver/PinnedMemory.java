package dev.xraygpu.gpu.driver;

import java.nio.ByteBuffer;

/** Page-locked host memory, which a GPU copies from and to by itself. */
public final class PinnedMemory implements MemoryBlock {
  private final GpuContext context;
  private final long address;
  private final long bytes;
  private final ByteBuffer view;
  private boolean closed;

  PinnedMemory(GpuContext context, long address, ByteBuffer view) {
    this.context = context;
    this.address = address;
    this.bytes = view.capacity();
    this.view = view;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** A view of a part, little-endian, that shares this memory. */
  public ByteBuffer view(long offset, long length) {
    return view.slice(Math.toIntExact(offset), Math.toIntExact(length)).order(view.order());
  }

  /** Gives it back. No copy may be under way, and its views are invalid from now on. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Closing.quietly(() -> context.driver().freePinned(address));
    }
  }
}
