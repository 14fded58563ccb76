package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.HuffmanLookup.AC_BITS;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.ADVANCE_SHIFT;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.END_OF_BLOCK;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.INVALID;

/**
 * What the next {@link HuffmanLookup#AC_BITS} bits of AC coefficients hold: one or two whole
 * symbols with their values. X-rays of good quality spend less than six bits on a symbol, so that
 * one look-up mostly does for two.
 *
 * <p>An entry holds, from the lowest bit on: 12 bits, how many bits it takes; 20 bits, by how many
 * coefficients it moves on; 10 bits, by how many coefficients the first symbol moves on; 11 bits,
 * first value; 11 bits, second value. The lower half is made to be summed up over a block. In an
 * entry of one symbol both advances are the same and the second value is 0.
 */
final class SymbolPairs {
  /** Entries of a table. */
  static final int LENGTH = 1 << AC_BITS;

  /**
   * How far an entry moves on, and takes no bits, if its symbol is invalid or longer than the
   * look-up.
   */
  static final int NONE = 512;

  private static final int BITS_MASK = 0xfff;
  private static final int ADVANCE_SHIFT_OF_BOTH = 12;
  private static final int FIRST_ADVANCE_MASK = 0x3ff;
  private static final int FIRST_ADVANCE_SHIFT = 32;
  private static final int FIRST_VALUE_SHIFT = 42;
  private static final int SECOND_VALUE_SHIFT = 53;
  private static final long VALUE_MASK = 0x7ff;

  private static final long NO_SYMBOL = (long) NONE << FIRST_ADVANCE_SHIFT | summand(0, NONE);

  private SymbolPairs() {}

  /**
   * What a symbol adds to the sum over a block: its bits and by how many coefficients it moves on.
   */
  static int summand(int bits, int advance) {
    return bits | advance << ADVANCE_SHIFT_OF_BOTH;
  }

  /** Bits that a sum takes. */
  static int bits(int sum) {
    return sum & BITS_MASK;
  }

  /** By how many coefficients a sum moves on. */
  static int advance(int sum) {
    return sum >>> ADVANCE_SHIFT_OF_BOTH;
  }

  /** A sum without its last entry, which was {@link #NONE}. */
  static int withoutNone(int sum) {
    return sum - summand(0, NONE);
  }

  /** By how many coefficients an entry's first symbol moves on. */
  static int firstAdvance(long entry) {
    return (int) (entry >>> FIRST_ADVANCE_SHIFT) & FIRST_ADVANCE_MASK;
  }

  static int firstValue(long entry) {
    return (int) (entry << (64 - SECOND_VALUE_SHIFT) >> SECOND_VALUE_SHIFT);
  }

  static int secondValue(long entry) {
    return (int) (entry >> SECOND_VALUE_SHIFT);
  }

  /** Fills a table. */
  static void fill(long[] pairs, HuffmanLookup codes) {
    for (int i = 0; i < LENGTH; i++) {
      pairs[i] = pair(codes, (long) i << (64 - AC_BITS));
    }
  }

  private static long pair(HuffmanLookup codes, long bits) {
    int first = codes.entry(bits);
    if (!whole(first, AC_BITS)) {
      return NO_SYMBOL;
    }
    int length = first & 63;
    int advance = first >>> ADVANCE_SHIFT;
    int value = HuffmanLookup.value(first, bits);
    long entry =
        summand(length, advance)
            | (long) advance << FIRST_ADVANCE_SHIFT
            | (value & VALUE_MASK) << FIRST_VALUE_SHIFT;
    int second = codes.entry(bits << length);
    if (advance >= END_OF_BLOCK || !whole(second, AC_BITS - length)) {
      return entry;
    }
    int secondValue = HuffmanLookup.value(second, bits << length);
    return entry + summand(second & 63, second >>> ADVANCE_SHIFT)
        | (secondValue & VALUE_MASK) << SECOND_VALUE_SHIFT;
  }

  private static boolean whole(int entry, int bits) {
    return entry >>> ADVANCE_SHIFT < INVALID && (entry & 63) <= bits;
  }
}
