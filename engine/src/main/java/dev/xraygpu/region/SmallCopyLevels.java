package dev.xraygpu.region;

import dev.xraygpu.thumbnail.Thumbnail;

/** How often the values of a small copy occur, in {@value #BINS} bins, and the largest one. */
final class SmallCopyLevels {
  private static final int BINS = 256;
  private static final int BIN_BITS = 8;
  // Beside each other, so that a value need not wait for the count of the one before it, which is
  // often in the same bin.
  private static final int TURNS = 4;

  private final int[] counts = new int[TURNS * BINS];
  private final int largest;
  private final int total;

  /** Of all values of a small copy. */
  SmallCopyLevels(Thumbnail thumbnail) {
    int[] values = thumbnail.values();
    this.total = values.length;
    int whole = total - total % TURNS;
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    for (int i = 0; i < whole; i += TURNS) {
      a = Math.max(a, values[i]);
      b = Math.max(b, values[i + 1]);
      c = Math.max(c, values[i + 2]);
      d = Math.max(d, values[i + 3]);
      counts[values[i] >> BIN_BITS]++;
      counts[BINS + (values[i + 1] >> BIN_BITS)]++;
      counts[2 * BINS + (values[i + 2] >> BIN_BITS)]++;
      counts[3 * BINS + (values[i + 3] >> BIN_BITS)]++;
    }
    for (int i = whole; i < total; i++) {
      a = Math.max(a, values[i]);
      counts[(i - whole) * BINS + (values[i] >> BIN_BITS)]++;
    }
    this.largest = Math.max(Math.max(a, b), Math.max(c, d));
  }

  /** The largest value. */
  int largest() {
    return largest;
  }

  /** The bin that a share of all values is below. */
  int bin(double share) {
    long rest = (long) (total * share);
    int bin = 0;
    while (bin < BINS - 1 && rest >= count(bin)) {
      rest -= count(bin++);
    }
    return bin;
  }

  private int count(int bin) {
    return counts[bin] + counts[BINS + bin] + counts[2 * BINS + bin] + counts[3 * BINS + bin];
  }

  /** The bin that the darkest hundredth of every fourth value is in. */
  int darkBin() {
    int rest = total / (100 * TURNS);
    int bin = 0;
    while (bin < BINS - 1 && rest >= counts[bin]) {
      rest -= counts[bin++];
    }
    return bin;
  }
}
