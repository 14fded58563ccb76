package dev.xraygpu.device;

/**
 * Bytes of device memory that a kernel cannot do without: each input byte is read once and each
 * output byte is written once, and caches serve everything else. A kernel takes at least the time
 * that the memory takes to move them.
 *
 * @param in bytes read
 * @param out bytes written
 */
public record MemoryTraffic(long in, long out) {
  /** Nothing. */
  public static final MemoryTraffic NONE = new MemoryTraffic(0, 0);

  /** Both together. */
  public MemoryTraffic plus(MemoryTraffic other) {
    return new MemoryTraffic(in + other.in, out + other.out);
  }

  /** Bytes in either direction. */
  public long total() {
    return in + out;
  }
}
