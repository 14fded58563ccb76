package dev.xraygpu.decode.deflate;

import java.util.Arrays;

/**
 * Tables that turn the next bits of a deflate stream into literals, lengths or distances (RFC 1951,
 * 3.2.2), with the shortest codes of two literals looked up at once.
 *
 * <p>An entry's low five bits are the bits that it takes. Of a literal, bits 8 to 15 are its byte,
 * 16 to 23 that of a second one, and 24 to 25 how many there are. Of a length or distance, bits 8
 * to 22 are the smallest one of its code, and 24 to 27 the extra bits. Of a link, bits 8 to 23 are
 * where the table of the longer codes starts, and the low five bits its size.
 */
final class DeflateCodes {
  static final int LITERAL = 1 << 31;
  static final int LINK = 1 << 30;
  static final int END = 1 << 29;
  static final int INVALID = 1 << 28;

  static final int LONGEST = 15;

  private static final int TAKES = 31;
  private static final int END_SYMBOL = 256;
  private static final int ONE = 1 << 24;
  private static final int TWO = 2 << 24;

  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int DISTANCES = 30;

  /** Looked up by the next {@link #bits} bits. */
  final int[] table;

  /** Bits of the first look-up. */
  final int bits;

  private final boolean literals;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] next = new int[LONGEST + 1];

  private DeflateCodes(int bits, int symbols, boolean literals) {
    this.bits = bits;
    this.literals = literals;
    // Each link's table has as many entries as bits remain, and no two share a code.
    this.table = new int[(1 << bits) + (symbols << (LONGEST - bits))];
  }

  /** For literals and lengths. */
  static DeflateCodes ofLiterals() {
    return new DeflateCodes(10, 288, true);
  }

  /** For distances. */
  static DeflateCodes ofDistances() {
    return new DeflateCodes(9, 32, false);
  }

  /**
   * Sets the codes of a block.
   *
   * @param lengths bits of each symbol's code, 0 for none
   * @param from the first symbol's index in them
   * @param symbols how many there are
   * @return whether they are a complete code, or of distances none or a single one
   */
  boolean set(byte[] lengths, int from, int symbols) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < symbols; i++) {
      counts[lengths[from + i]]++;
    }
    int used = symbols - counts[0];
    counts[0] = 0;
    int left = 1;
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      left = 2 * left - counts[length];
      if (left < 0) {
        return false;
      }
      code = (code + counts[length - 1]) << 1;
      next[length] = code;
    }
    if (left > 0 && (literals || used > 1 || used > counts[1])) {
      return false;
    }
    if (left > 0) {
      Arrays.fill(table, 0, 1 << bits, INVALID | 1);
    }
    place(lengths, from, symbols);
    if (literals) {
      pair();
    }
    return true;
  }

  private void place(byte[] lengths, int from, int symbols) {
    int size = 1 << bits;
    int mask = size - 1;
    int free = size;
    int longest = LONGEST;
    while (longest > 0 && counts[longest] == 0) {
      longest--;
    }
    int linkBits = longest - bits;
    if (linkBits > 0) {
      // Which first bits lead to longer codes is known by the codes: these are the last ones.
      int firstLong = next[bits] + counts[bits];
      for (int prefix = firstLong; prefix < size; prefix++) {
        table[reverse(prefix, bits)] = LINK | free << 8 | linkBits;
        free += 1 << linkBits;
      }
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[from + symbol];
      if (length == 0) {
        continue;
      }
      int reversed = reverse(next[length]++, length);
      int entry = entry(symbol) | length;
      if (length <= bits) {
        for (int i = reversed; i < size; i += 1 << length) {
          table[i] = entry;
        }
      } else {
        int start = table[reversed & mask] >>> 8 & 0xffff;
        for (int i = reversed >>> bits; i < 1 << linkBits; i += 1 << (length - bits)) {
          table[start + i] = entry;
        }
      }
    }
  }

  private static int reverse(int code, int length) {
    return Integer.reverse(code) >>> (Integer.SIZE - length);
  }

  private int entry(int symbol) {
    if (!literals) {
      if (symbol >= DISTANCES) {
        return INVALID;
      }
      int extra = Math.max(0, symbol / 2 - 1);
      int base = symbol < 2 ? 1 + symbol : 1 + (2 + symbol % 2 << extra);
      return extra << 24 | base << 8;
    }
    if (symbol < END_SYMBOL) {
      return LITERAL | ONE | symbol << 8;
    }
    if (symbol == END_SYMBOL) {
      return END;
    }
    int index = symbol - END_SYMBOL - 1;
    return index < LENGTH_BASE.length
        ? LENGTH_EXTRA[index] << 24 | LENGTH_BASE[index] << 8
        : INVALID;
  }

  // From the last entry on, so that the second literal is looked up where there are no pairs yet.
  private void pair() {
    for (int i = (1 << bits) - 1; i >= 0; i--) {
      int first = table[i];
      int taken = first & TAKES;
      if (first < 0 && taken < bits) {
        int second = table[i >>> taken];
        int both = taken + (second & TAKES);
        if (second < 0 && both <= bits) {
          table[i] = LITERAL | TWO | (second & 0xff00) << 8 | first & 0xff00 | both;
        }
      }
    }
  }
}
