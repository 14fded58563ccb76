package dev.xraygpu.gpu.opencv;

import dev.xraygpu.gpu.CudaException;
import org.jspecify.annotations.Nullable;

/** Page-locked memory that grows to what is asked of it, and is kept from batch to batch. */
final class HostMemory implements AutoCloseable {
  /** Images of more bytes give their memory back with the next one. */
  private static final long KEPT_BYTES = 64L << 20;

  private @Nullable HostBlock block;

  /** At least that many bytes; the content is undefined. Nothing in flight may use it. */
  HostBlock ensure(LaneCalls calls, long bytes) throws CudaException {
    HostBlock kept = block;
    boolean oversized = kept != null && kept.capacity() > KEPT_BYTES && bytes <= KEPT_BYTES;
    if (kept != null && kept.capacity() >= bytes && !oversized) {
      return kept;
    }
    close();
    HostBlock taken = calls.allocateHost(Math.max(bytes, Math.min(KEPT_BYTES, bytes + bytes / 4)));
    block = taken;
    return taken;
  }

  @Override
  public void close() {
    if (block != null) {
      block.close();
      block = null;
    }
  }
}
