package dev.xraygpu.dicom.display;

/**
 * A look-up table as DICOM stores it (PS3.3, C.11.1.1.1). Values below the first entry have that
 * entry's output, values above the last entry the last one's.
 */
final class LookUpTable {
  private final int first;
  private final int largest;
  private final char[] entries;

  /**
   * A table.
   *
   * @param first the value whose output is the first entry
   * @param bits bits of an entry, 1 to 16; where an entry has more, all 16 count
   * @param entries unsigned outputs, at least one; not copied
   */
  LookUpTable(int first, int bits, char[] entries) {
    if (bits < 1 || bits > 16 || entries.length == 0) {
      throw new IllegalArgumentException(bits + " bits, " + entries.length + " entries");
    }
    this.first = first;
    this.entries = entries;
    int limit = (1 << bits) - 1;
    for (char entry : entries) {
      if (entry > limit) {
        limit = 0xffff;
        break;
      }
    }
    this.largest = limit;
  }

  /** The output for a value, 0 to {@link #largest}. */
  int apply(long value) {
    return entries[(int) Math.max(0, Math.min(entries.length - 1L, value - first))];
  }

  /** The output for a value that need not be whole; the nearest whole one counts. */
  int apply(double value) {
    return apply((long) Math.rint(value));
  }

  /** The largest output that the table's bits allow. */
  int largest() {
    return largest;
  }
}
