package dev.xraygpu.decode;

import java.util.Arrays;

/** How many bytes a strip's LZW codes stand for (TIFF 6.0, section 13), without the bytes. */
final class TiffLzwLengths {
  private static final int CLEAR = 256;
  static final int END = 257;
  private static final int FIRST = 258;
  private static final int SHORTEST = 9;
  private static final int LONGEST = 12;

  /** Codes of 12 bits, and as many more as libtiff lets a writer add without using them. */
  private static final int ENTRIES = (1 << LONGEST) + 1024;

  private final int[] lengths = new int[ENTRIES];
  private int free = FIRST;
  private int codeBits = SHORTEST;
  private int previous;
  private long made;

  TiffLzwLengths() {
    Arrays.fill(lengths, 0, CLEAR, 1);
  }

  /** Bits of the next code. */
  int codeBits() {
    return codeBits;
  }

  /** Bytes that the codes so far stand for. */
  long made() {
    return made;
  }

  /**
   * Takes the next code, which is not {@link #END}.
   *
   * @return whether it stands for anything
   */
  boolean add(int code) {
    if (code == CLEAR) {
      free = FIRST;
      codeBits = SHORTEST;
      previous = 0;
      return true;
    }
    if (previous > 0) {
      if (free == ENTRIES) {
        return false;
      }
      lengths[free++] = previous + 1;
      // The width grows one code early.
      if (free > (1 << codeBits) - 2 && codeBits < LONGEST) {
        codeBits++;
      }
    }
    if (code >= free) {
      return false;
    }
    previous = lengths[code];
    made += previous;
    return true;
  }
}
