package dev.xraygpu.gpu.opencv;

import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.Size;
import org.jspecify.annotations.Nullable;

/**
 * Device memory of a lane, handed out from its start in every batch. Planes are laid out first and
 * the memory is taken then, so that it is taken rarely: when a batch needs more than any before.
 */
final class DeviceArena implements AutoCloseable {
  /** What textures need of a plane's start and of its rows, on every GPU. */
  private static final long ALIGNMENT = 512;

  /** What larger batches leave behind is given back after this one. */
  private static final long KEPT_BYTES = 512L << 20;

  private @Nullable DeviceBlock block;
  private long capacity;
  private long used;
  private long peak;

  /** Lays out a plane. */
  DevicePlane plane(Element element, Size size) {
    long pitch = aligned((long) size.width() * element.bytes());
    DevicePlane plane = new DevicePlane(this, used, element, size, pitch);
    used += pitch * size.height();
    peak = Math.max(peak, used);
    return plane;
  }

  /** Where the next plane will be: {@link #release} goes back there. */
  long position() {
    return used;
  }

  /**
   * Hands out again what was laid out after a position. The stream does all in order, so what comes
   * later may overwrite what is not needed any more.
   */
  void release(long position) {
    used = position;
  }

  /** Forgets all planes. */
  void reset() {
    used = 0;
    peak = 0;
  }

  /** Takes memory for all planes since the last reset, unless there is enough. */
  void ensure(LaneCalls calls) throws CudaException {
    boolean oversized = capacity > KEPT_BYTES && peak <= KEPT_BYTES;
    if (peak > capacity || oversized) {
      // The last batch's histograms may still be added up from the old memory.
      calls.await();
      close();
      long wanted = aligned(Math.max(peak, Math.min(KEPT_BYTES, peak + peak / 4)));
      block = calls.allocateDevice(wanted);
      capacity = wanted;
    }
  }

  long address() {
    if (block == null) {
      throw new IllegalStateException("planes are used before there is memory for them");
    }
    return block.address();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    if (block != null) {
      block.close();
      block = null;
    }
    capacity = 0;
  }
}
