package dev.xraygpu.dicom.jpeg2000;

import java.util.Arrays;

/** The MQ decoder (ISO/IEC 15444-1, annex C) with the contexts of one code-block. */
final class ArithmeticDecoder {
  /** Bytes behind the data that must be 0xFF: they stand for the marker that ends them. */
  static final int PADDING = 2;

  /** Context of four insignificant coefficients in a column. */
  static final int RUN = 17;

  /** Context of symbols that are as often 0 as 1. */
  static final int UNIFORM = 18;

  private static final int CONTEXTS = 19;
  private static final int MARKER = 0x8f;

  /** OpenJPEG's symbols are behind at most one. */
  private static final int MOST_MADE_UP = 1;

  // Table C.2: probability of the less probable symbol, the next state after the more probable one
  // and after the other, and whether the other then becomes the more probable one.
  private static final int[][] TABLE = {
    {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
    {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
    {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
    {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
    {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
    {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
    {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
    {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0},
    {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0},
    {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
    {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
    {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
  };

  /** In an entry: the less probable symbol's probability, where the interval has it, too. */
  private static final int PROBABILITY = 0xffff0000;

  private static final int AFTER_OTHER = 8;
  private static final int INDEX = 0x7f;

  /**
   * By a state's number, twice, and its more probable symbol: from the highest bit on, 16 bits, the
   * probability of the other symbol; 7 bits, the index after the other symbol; 1 bit; 7 bits, the
   * index after the more probable one; and that symbol.
   */
  private static final int[] ENTRIES = new int[2 * TABLE.length];

  static {
    for (int state = 0; state < TABLE.length; state++) {
      int[] row = TABLE[state];
      for (int symbol = 0; symbol < 2; symbol++) {
        int afterOther = 2 * row[2] + (row[3] == 1 ? 1 - symbol : symbol);
        int after = 2 * row[1] + symbol;
        ENTRIES[2 * state + symbol] =
            row[0] << 16 | afterOther << (AFTER_OTHER + 1) | after << 1 | symbol;
      }
    }
  }

  /** Entries. */
  private final int[] contexts = new int[CONTEXTS];

  private byte[] data = new byte[PADDING];
  private int at;
  private int interval;
  private int code;
  private int bits;

  /** Bytes behind the end. */
  private int madeUp;

  /** Forgets what was decoded so far. */
  void reset() {
    Arrays.fill(contexts, ENTRIES[0]);
    contexts[0] = ENTRIES[2 * 4];
    contexts[RUN] = ENTRIES[2 * 3];
    contexts[UNIFORM] = ENTRIES[2 * 46];
  }

  /**
   * Goes on with other codes.
   *
   * @param bytes of a code-block
   * @param from where they begin; behind them there are {@link #PADDING} bytes of 0xFF
   */
  void start(byte[] bytes, int from) {
    data = bytes;
    at = from;
    madeUp = 0;
    code = (bytes[from] & 0xff) << 16;
    nextByte();
    code <<= 7;
    bits -= 7;
    interval = 0x8000 << 16;
  }

  /** The next symbol, 0 or 1. */
  int decode(int context) {
    int entry = contexts[context];
    int less = entry & PROBABILITY;
    int rest = interval - less;
    boolean other;
    if (Integer.compareUnsigned(code, less) >= 0) {
      code -= less;
      interval = rest;
      if (rest < 0) {
        return entry & 1;
      }
      other = rest < less;
    } else {
      interval = less;
      other = Integer.compareUnsigned(rest, less) >= 0;
    }
    // The larger part of the interval is the more probable symbol's, whichever it was meant for.
    contexts[context] = ENTRIES[(other ? entry >> (AFTER_OTHER + 1) : entry >> 1) & INDEX];
    int shift = Integer.numberOfLeadingZeros(interval);
    interval <<= shift;
    while (shift > bits) {
      code <<= bits;
      shift -= bits;
      nextByte();
    }
    code <<= shift;
    bits -= shift;
    return other ? ~entry & 1 : entry & 1;
  }

  /** Whether the last symbols may depend on what is behind the codes' end, and few before them. */
  boolean justEnded() {
    boolean ended = (data[at] & 0xff) == 0xff && (data[at + 1] & 0xff) > MARKER;
    return ended && madeUp <= MOST_MADE_UP;
  }

  /** How many bytes were made up behind the codes' end. */
  int madeUp() {
    return madeUp;
  }

  private void nextByte() {
    if ((data[at] & 0xff) == 0xff) {
      int next = data[at + 1] & 0xff;
      if (next > MARKER) {
        code += 0xff00;
        bits = 8;
        madeUp++;
      } else {
        at++;
        code += next << 9;
        bits = 7;
      }
    } else {
      at++;
      code += (data[at] & 0xff) << 8;
      bits = 8;
    }
  }
}
