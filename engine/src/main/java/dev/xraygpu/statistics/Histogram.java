package dev.xraygpu.statistics;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Exact counts of pixel values: one 64-bit count per value. Adding is commutative and associative,
 * so the result is the same for any order, any number of threads and any device. Not thread-safe:
 * one per worker, merged at the end.
 */
public final class Histogram {
  private final PixelType type;
  private final long[] counts;

  /** An empty histogram for pixels of that type. */
  public Histogram(PixelType type) {
    this.type = type;
    this.counts = new long[type.bins()];
  }

  /** The type of the counted pixels. */
  public PixelType type() {
    return type;
  }

  /** How many pixels had that value. */
  public long count(int value) {
    return counts[value];
  }

  /** Adds {@code count} pixels of one value. */
  public void add(int value, long count) {
    counts[value] += count;
  }

  /** Counts every pixel of an image of this histogram's type. */
  public void add(HostImage image) {
    if (image.type() != type) {
      throw new IllegalArgumentException(
          "a " + image.type() + " image in a " + type + " histogram");
    }
    ByteBuffer pixels = image.pixels();
    int n = image.pixelCount();
    if (type == PixelType.U8) {
      for (int i = 0; i < n; i++) {
        counts[pixels.get(i) & 0xff]++;
      }
    } else {
      for (int i = 0; i < n; i++) {
        counts[pixels.getChar(2 * i)]++;
      }
    }
  }

  /** Adds another histogram of the same type to this one. */
  public void add(Histogram other) {
    if (other.type != type) {
      throw new IllegalArgumentException("a " + other.type + " in a " + type + " histogram");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Takes another histogram of the same type from this one, whose counts may become negative. */
  void subtract(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] -= other.counts[i];
    }
  }

  /** Sets all counts to zero. */
  public void clear() {
    Arrays.fill(counts, 0);
  }

  /** Number of counted pixels. */
  public long pixels() {
    long n = 0;
    for (long c : counts) {
      n += c;
    }
    return n;
  }

  /** Whether nothing was counted. */
  public boolean isEmpty() {
    for (long c : counts) {
      if (c != 0) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the counts, one per value. */
  public long[] counts() {
    return counts.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram h && h.type == type && Arrays.equals(h.counts, counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Histogram[" + type + ", " + pixels() + " pixels]";
  }
}
