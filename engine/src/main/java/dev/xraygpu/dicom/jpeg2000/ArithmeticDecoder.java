package dev.xraygpu.dicom.jpeg2000;

import java.util.Arrays;

/**
 * The MQ decoder (ISO/IEC 15444-1, annex C) with the contexts of one code-block.
 *
 * <p>Passes take most of a decoder's time, so that {@link CodedPasses} have the code and the
 * interval in local variables and do the steps of {@link #decode} themselves. The interval and the
 * 16 bits of the code that are held against it are the upper ones but the sign. Below those of the
 * code there are bits read ahead, and below these a 1 that marks their end. {@link #pause} puts
 * back bytes that were not needed.
 */
final class ArithmeticDecoder {
  /** Bytes behind the data that must be 0xFF: they stand for the marker that ends them. */
  static final int PADDING = 2;

  /** Context of four insignificant coefficients in a column. */
  static final int RUN = 17;

  /** Context of symbols that are as often 0 as 1. */
  static final int UNIFORM = 18;

  /** What is above the bits that were read ahead. */
  static final int ABOVE_AHEAD = 17;

  /** In an entry: the less probable symbol's probability, where the interval has it, too. */
  static final long PROBABILITY = 0xffffL << 47;

  static final int INDEX = 0x7f;

  /** Shifts an interval so that its highest bit but the sign chooses an entry's own index. */
  static final int SMALL_SHIFT = 59;

  /** Where the index of an entry itself is in it, if the interval is not too small. */
  static final int SAME = 8;

  /** Where the index of the entry after the less probable symbol is. */
  static final int AFTER_OTHER = 16;

  private static final long SMALLEST = 1L << 62;
  private static final int CONTEXTS = 19;
  private static final int MARKER = 0x8f;
  private static final int LARGEST_SEVEN_BITS = 0x7f;

  /** OpenJPEG's symbols are behind at most one. */
  private static final int MOST_MADE_UP = 1;

  /** Where the lowest bit of those is that are held against the interval. */
  private static final int UNIT = 47;

  /** Bits to read ahead. */
  private static final int AHEAD = 32;

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

  /**
   * By a state's number, twice, and its more probable symbol: the probability of the other symbol;
   * below it three indices of entries, of which the lowest is that after the more probable symbol,
   * with the symbol as its lowest bit, if the interval has become too small.
   */
  static final long[] ENTRIES = new long[INDEX + 1];

  static {
    for (int state = 0; state < TABLE.length; state++) {
      int[] row = TABLE[state];
      for (int symbol = 0; symbol < 2; symbol++) {
        int own = 2 * state + symbol;
        int after = 2 * row[1] + symbol;
        int afterOther = 2 * row[2] + (row[3] == 1 ? 1 - symbol : symbol);
        ENTRIES[own] = (long) row[0] << UNIT | afterOther << AFTER_OTHER | own << SAME | after;
      }
    }
  }

  /** Entries. */
  final long[] contexts = new long[CONTEXTS];

  long interval;

  /** With what was read ahead, and the mark. */
  long code;

  private byte[] data = new byte[PADDING];

  /** Of the last byte that was read. */
  private int at;

  /** How many bits were read ahead, while no symbols are decoded. */
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
    interval = SMALLEST;
    // The first byte leaves out the bit above those that are held against the interval.
    code = (bytes[from] & 0xffL) << (UNIT + 7);
    bits = -7;
    nextByte();
    setMark();
  }

  /** The next symbol, 0 or 1. */
  int decode(int context) {
    long entry = contexts[context];
    long less = entry & PROBABILITY;
    long rest = interval - less;
    long beyond = code - less;
    // All conditions are masks of ones, or 0: most symbols are hard to foresee.
    long lower = beyond >> 63;
    long larger = rest - less;
    // The larger part of the interval is the more probable symbol's, whichever it was meant for.
    long other = lower ^ larger >> 63;
    long part = rest - (larger & lower);
    contexts[context] = ENTRIES[next(entry, part, other)];
    int shift = Long.numberOfLeadingZeros(part);
    interval = part << shift >>> 1;
    code = beyond + (less & lower) << shift >>> 1;
    if (code << ABOVE_AHEAD == 0) {
      readAhead();
    }
    return (int) (entry ^ other) & 1;
  }

  /** The index of a context's next entry. */
  static int next(long entry, long part, long other) {
    int which = (int) (part >>> SMALL_SHIFT) & SAME | (int) other & AFTER_OTHER;
    return (int) (entry >>> which) & INDEX;
  }

  /** Reads bytes ahead when there are no bits left, or less. */
  void readAhead() {
    takeMark();
    while (bits < 0) {
      nextByte();
    }
    while (bits < AHEAD && !carries()) {
      nextByte();
    }
    setMark();
  }

  private void setMark() {
    code |= 1L << (UNIT - 1 - bits);
  }

  private void takeMark() {
    int mark = Long.numberOfTrailingZeros(code);
    bits = UNIT - 1 - mark;
    code -= 1L << mark;
  }

  /**
   * Whether the next byte adds to those before it, which it must not do before its time: in damaged
   * data that would make a difference.
   */
  private boolean carries() {
    int next = data[at + 1] & 0xff;
    return (data[at] & 0xff) == 0xff && next > LARGEST_SEVEN_BITS && next <= MARKER;
  }

  /** Puts back what was read ahead, so that nothing is known of bytes that no symbol needed yet. */
  void pause() {
    takeMark();
    putBack();
    setMark();
  }

  private void putBack() {
    while (madeUp > 0 && bits >= 8) {
      bits -= 8;
      madeUp--;
      code -= 0xffL << (UNIT - 8 - bits);
    }
    if (madeUp > 0) {
      return;
    }
    while (bits >= sizeOfLast()) {
      int size = sizeOfLast();
      bits -= size;
      code -= (data[at] & 0xffL) << (UNIT - size - bits);
      at--;
    }
  }

  private int sizeOfLast() {
    return (data[at - 1] & 0xff) == 0xff ? 7 : 8;
  }

  /**
   * Whether the last symbols may depend on what is behind the codes' end, and few before them.
   * Holds after {@link #pause}.
   */
  boolean justEnded() {
    boolean ended = (data[at] & 0xff) == 0xff && (data[at + 1] & 0xff) > MARKER;
    return ended && madeUp <= MOST_MADE_UP;
  }

  /** How many bytes were made up behind the codes' end. Holds after {@link #pause}. */
  int madeUp() {
    return madeUp;
  }

  private void nextByte() {
    int next = data[at + 1] & 0xff;
    int size = 8;
    if ((data[at] & 0xff) == 0xff) {
      if (next > MARKER) {
        next = 0xff;
        madeUp++;
        at--; // stays
      } else {
        size = 7;
      }
    }
    at++;
    bits += size;
    code = code + ((long) next << (UNIT - bits)) & Long.MAX_VALUE;
  }
}
