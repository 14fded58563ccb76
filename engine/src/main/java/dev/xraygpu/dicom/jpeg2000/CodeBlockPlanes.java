package dev.xraygpu.dicom.jpeg2000;

import java.util.Arrays;

/**
 * What is known of a code-block's coefficients while its bit-planes are decoded.
 *
 * <p>Passes go through stripes of four rows, in these from column to column, and in these down.
 * Sixteen columns of a stripe are a group, whose 64 coefficients are the bits of one number in this
 * order, so that those of a pass are found without a look at the others.
 *
 * <p>Each column of a stripe also has a word, of which a coefficient's context is read at once: its
 * lower 18 bits are the significance of these four and of all around them, six rows of three; the
 * same bits of its upper half say which of these are negative. Groups and words have a border of
 * their own, so that no edge is a special case.
 *
 * <p>Not thread-safe. Memory: 29 KiB, and up to 80 KiB for the narrowest blocks.
 */
final class CodeBlockPlanes {
  /** Rows of a stripe. */
  static final int ROWS = 4;

  /** Of a word. */
  static final int WINDOW = 0x3ffff;

  /** Coefficients of a group. */
  static final int GROUP = 64;

  private static final int GROUP_COLUMNS = GROUP / ROWS;
  private static final long TOP_ROW = 0x1111_1111_1111_1111L;
  private static final long BOTTOM_ROW = TOP_ROW << 3;
  private static final int NEGATIVE = Integer.SIZE;

  /** Bits of a word that have no meaning. */
  private static final int NOWHERE = 20;

  /** By row: its bits in the stripe above it or below it, or nowhere. */
  private static final int PLACES = 15 | NOWHERE << 8 | NOWHERE << 16;

  private static final int PLACES_CAUSAL = NOWHERE | NOWHERE << 8 | NOWHERE << 16;

  /** By row: which coefficients beside one a pass has not come to yet, from that one on. */
  private static final long[] AHEAD = {0x32, 0x3a, 0x3a, 0x18};

  /** By stripe and column, with a border: see the class. */
  long[] words = new long[0];

  /** By stripe and group, with a border: those that are known not to be 0. */
  long[] significant = new long[0];

  /** Those that the first pass of a bit-plane had. */
  long[] visited = new long[0];

  /** Those that had more bits than their first. */
  long[] refined = new long[0];

  /**
   * By group and place in it: twice the magnitude, so that the middle of what the planes read so
   * far leave open is a bit, too, which stands below the last one that is known; and the sign as
   * the highest bit.
   */
  int[] coefficients = new int[0];

  private int width;
  private int height;
  private int stripes;
  private int groups;
  private int stride;
  private int groupStride;
  private boolean causal;

  /** Begins with a block of coefficients of which nothing is known. */
  void clear(int columns, int rows, boolean isCausal) {
    width = columns;
    height = rows;
    causal = isCausal;
    stripes = (rows + ROWS - 1) / ROWS;
    groups = (columns + GROUP_COLUMNS - 1) / GROUP_COLUMNS;
    stride = columns + 2;
    groupStride = groups + 2;
    words = cleared(words, stride * (stripes + 2));
    significant = cleared(significant, groupStride * (stripes + 2));
    visited = cleared(visited, groupStride * (stripes + 2));
    refined = cleared(refined, groupStride * (stripes + 2));
    int count = groups * stripes * GROUP;
    if (coefficients.length < count) {
      coefficients = new int[count];
    } else {
      Arrays.fill(coefficients, 0, count, 0);
    }
  }

  private static long[] cleared(long[] values, int count) {
    if (values.length < count) {
      return new long[count];
    }
    Arrays.fill(values, 0, count, 0);
    return values;
  }

  int stripes() {
    return stripes;
  }

  /** Groups of a stripe. */
  int groups() {
    return groups;
  }

  /** Whether a stripe has all its rows. */
  boolean isWhole(int stripe) {
    return (stripe + 1) * ROWS <= height;
  }

  /** Where the word of a group's first column is. */
  int wordAt(int stripe, int group) {
    return (stripe + 1) * stride + 1 + group * GROUP_COLUMNS;
  }

  /** Where a group's numbers are. */
  int groupAt(int stripe, int group) {
    return (stripe + 1) * groupStride + 1 + group;
  }

  /** Where a group's coefficients are. */
  int coefficientAt(int stripe, int group) {
    return (stripe * groups + group) * GROUP;
  }

  /** Which coefficients of a group there are. */
  long inside(int stripe, int group) {
    int rows = Math.min(ROWS, height - stripe * ROWS);
    int columns = Math.min(GROUP_COLUMNS, width - group * GROUP_COLUMNS);
    return TOP_ROW * ((1 << rows) - 1) & -1L >>> (GROUP - ROWS * columns);
  }

  /** Which coefficients of a group have a significant neighbour. */
  long besideSignificant(int at) {
    long own = significant[at];
    long above = own << 1 & ~TOP_ROW | rowAbove(at);
    long below = own >>> 1 & ~BOTTOM_ROW | rowBelow(at);
    long column = above | own | below;
    return above
        | below
        | column << ROWS
        | column >>> ROWS
        | columns(at - 1) >>> (GROUP - ROWS)
        | columns(at + 1) << (GROUP - ROWS);
  }

  /** Which coefficients of a group are beside one and have their turn behind it. */
  static long ahead(int place) {
    return AHEAD[place & (ROWS - 1)] << place;
  }

  /** Those that are significant, and those above and below of them. */
  private long columns(int at) {
    long own = significant[at];
    return own | own << 1 & ~TOP_ROW | rowAbove(at) | own >>> 1 & ~BOTTOM_ROW | rowBelow(at);
  }

  private long rowAbove(int at) {
    return significant[at - groupStride] >>> 3 & TOP_ROW;
  }

  private long rowBelow(int at) {
    return causal ? 0 : significant[at + groupStride] << 3 & BOTTOM_ROW;
  }

  /**
   * Notes a coefficient that has become significant in the words whose rows it is in.
   *
   * @param at where its column's word is
   * @param row of the stripe
   * @param negative 1 if it is negative, or 0
   */
  void mark(int at, int row, int negative) {
    long bits = 1 | (long) negative << NEGATIVE;
    long own = bits << (3 * row + 3);
    words[at - 1] |= own << 2;
    words[at] |= own << 1;
    words[at + 1] |= own;
    // Without a branch, which would be hard to foresee: rows in the middle are in no other word.
    long other = bits << ((causal ? PLACES_CAUSAL : PLACES) >> (8 * row) & 31);
    int beside = at - stride + (row + 1 >> 2) * 2 * stride;
    words[beside - 1] |= other << 2;
    words[beside] |= other << 1;
    words[beside + 1] |= other;
  }

  /**
   * Brings the coefficients of a region of interest down to the others (ISO/IEC 15444-1, annex H).
   *
   * @param shift by how many bits they stand above; 0 if there is no region
   */
  void lowerRegion(int shift) {
    if (shift == 0) {
      return;
    }
    for (int i = 0; i < groups * stripes * GROUP; i++) {
      // Of the doubled coefficient, as OpenJPEG compares and shifts it.
      int magnitude = coefficients[i] & Integer.MAX_VALUE;
      if (magnitude >> shift != 0) {
        coefficients[i] = coefficients[i] & Integer.MIN_VALUE | magnitude >> shift;
      }
    }
  }

  /** See {@link DecodedBlock#copyRow}. */
  void copyRow(int y, int[] doubled) {
    int from = coefficientAt(y / ROWS, 0) + y % ROWS;
    for (int x = 0; x < width; x++) {
      int coefficient = coefficients[from + ROWS * x];
      int negative = coefficient >> 31;
      doubled[x] = ((coefficient & Integer.MAX_VALUE) ^ negative) - negative;
    }
  }
}
