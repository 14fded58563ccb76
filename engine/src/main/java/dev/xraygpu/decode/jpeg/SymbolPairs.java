package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.HuffmanLookup.ADVANCE_SHIFT;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.BITS;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.CODE_SHIFT;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.END_OF_BLOCK;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.INVALID;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.VALUE_SHIFT;

/**
 * What the next {@link HuffmanLookup#BITS} bits of AC coefficients hold: one or two whole symbols
 * with their values. X-rays of good quality spend less than six bits on a symbol, so that one
 * look-up often does for two.
 *
 * <p>An entry holds, from the lowest bit on: 6 bits, length of all of it; 6 bits, length of the
 * first symbol and value; 10 bits, by how many coefficients the first moves on; 10 bits, by how
 * many both do; 10 bits, sum of the values' magnitudes; 11 bits, first value; 11 bits, second
 * value. An entry of one symbol moves on by the same for the first and for both, and its second
 * value is 0.
 */
final class SymbolPairs {
  /** Entries of a table. */
  static final int LENGTH = 1 << BITS;

  static final int FIRST_LENGTH_SHIFT = 6;
  static final int FIRST_ADVANCE_SHIFT = 12;
  static final int ADVANCE_SHIFT_OF_BOTH = 22;
  static final int MAGNITUDES_SHIFT = 32;
  static final int FIRST_VALUE_SHIFT = 42;
  static final int SECOND_VALUE_SHIFT = 53;

  /** Bits of a field. */
  static final int MASK = 0x3ff;

  /** Bits above the first value's field. */
  static final int ABOVE_FIRST_VALUE = 64 - SECOND_VALUE_SHIFT;

  /**
   * How far an entry moves on, and takes no bits, if its symbol is invalid or longer than the
   * look-up.
   */
  static final int NONE = 512;

  /** The furthest that the place of a coefficient can come by one entry, and one more. */
  static final int PLACES = 1024;

  private static final long NO_SYMBOL =
      (long) NONE << FIRST_ADVANCE_SHIFT | (long) NONE << ADVANCE_SHIFT_OF_BOTH;

  private SymbolPairs() {}

  /** Fills a table from one of single symbols, {@link HuffmanLookup#entries}. */
  static void fill(long[] pairs, int[] single) {
    for (int i = 0; i < LENGTH; i++) {
      pairs[i] = pair(single, (long) i << (64 - BITS));
    }
  }

  private static long pair(int[] single, long bits) {
    int first = single[(int) (bits >>> (64 - BITS))];
    if (!whole(first, BITS)) {
      return NO_SYMBOL;
    }
    int length = first & 63;
    int advance = first >>> ADVANCE_SHIFT;
    int value = value(first, bits);
    long entry =
        (long) length << FIRST_LENGTH_SHIFT
            | (long) advance << FIRST_ADVANCE_SHIFT
            | (value & 0x7ffL) << FIRST_VALUE_SHIFT;
    int second = single[(int) (bits << length >>> (64 - BITS))];
    if (advance >= END_OF_BLOCK || !whole(second, BITS - length)) {
      return entry
          | length
          | (long) advance << ADVANCE_SHIFT_OF_BOTH
          | (long) Math.abs(value) << MAGNITUDES_SHIFT;
    }
    int secondValue = value(second, bits << length);
    return entry
        | (length + (second & 63))
        | (long) (advance + (second >>> ADVANCE_SHIFT)) << ADVANCE_SHIFT_OF_BOTH
        | (long) (Math.abs(value) + Math.abs(secondValue)) << MAGNITUDES_SHIFT
        | (secondValue & 0x7ffL) << SECOND_VALUE_SHIFT;
  }

  private static boolean whole(int entry, int bits) {
    return entry != 0 && entry >>> ADVANCE_SHIFT < INVALID && (entry & 63) <= bits;
  }

  /** The value behind the code at the top of a bit buffer (ISO/IEC 10918-1, F.2.2.1, EXTEND). */
  static int value(int entry, long bits) {
    long behind = bits << (entry >>> CODE_SHIFT);
    long negative = ~(behind >> 63);
    int magnitude = (int) ((behind ^ negative) >>> 1 >>> (entry >>> VALUE_SHIFT));
    return (magnitude ^ (int) negative) - (int) negative;
  }
}
