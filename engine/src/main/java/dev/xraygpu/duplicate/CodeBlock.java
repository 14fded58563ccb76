package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * {@linkplain DescriptionCoder Codes} of a range of samples, value by value, so that one code is
 * compared with all of them in loops the compiler makes vector instructions of, of 16-bit numbers.
 * Not thread-safe.
 */
final class CodeBlock {
  /** Most samples in a block. */
  static final int SIZE = 2048;

  // Rows of values that are added in one go; it divides both parts of a code.
  private static final int AT_ONCE = 7;
  // Samples whose signs are looked at together.
  private static final int FOLDS = 8;
  private static final int FOLD = SIZE / FOLDS;

  private final short[][] values = new short[DescriptionCoder.LENGTH][SIZE];
  private final short[] even = new short[SIZE];
  private final short[] odd = new short[SIZE];
  private final short[] least = new short[SIZE];
  private final short[] under = new short[SIZE];
  private final short[] underInFold = new short[FOLD];

  /**
   * Takes some of other samples, whose codes {@link #end} makes complete.
   *
   * @param codes one after the other
   * @param place of the first one in the block
   */
  void set(int place, short[] codes, int count) {
    for (int k = 0; k < values.length; k++) {
      short[] row = values[k];
      for (int i = 0; i < count; i++) {
        row[place + i] = codes[i * DescriptionCoder.LENGTH + k];
      }
    }
  }

  /**
   * Ends the other samples, to be told next what is similar enough for each.
   *
   * @param count how many were set; there may be fewer than the block has room for
   */
  void end(int count) {
    for (short[] row : values) {
      Arrays.fill(row, count, SIZE, (short) 0);
    }
    Arrays.fill(least, Short.MAX_VALUE);
  }

  /**
   * Sets what a sample's similarity to another one has to reach for its own sake.
   *
   * @param least as {@link DescriptionCoder#least} has it, above 0
   */
  void setLeast(int index, int least) {
    this.least[index] = (short) Math.min(Short.MAX_VALUE, least);
  }

  /**
   * Finds the samples that may be similar enough to one: all of those that are, and a few others.
   *
   * @param codes the one's code is among these
   * @param at where it begins
   * @param leastOfQuery what is similar enough for the sake of the one; above 0
   * @param found receives places in the block; has room for {@value #SIZE}
   * @return how many
   */
  int screen(short[] codes, int at, int leastOfQuery, int[] found) {
    product(codes, at, 0, DescriptionCoder.EVEN_PART, even);
    product(codes, at, DescriptionCoder.EVEN_PART, DescriptionCoder.LENGTH, odd);
    compare((short) Math.min(Short.MAX_VALUE, leastOfQuery));
    fold();
    int n = 0;
    for (int i = 0; i < FOLD; i++) {
      if (underInFold[i] < 0) {
        for (int j = i; j < SIZE; j += FOLD) {
          if (under[j] < 0) {
            found[n++] = j;
          }
        }
      }
    }
    return n;
  }

  private void product(short[] q, int at, int from, int to, short[] sums) {
    Arrays.fill(sums, (short) 0);
    for (int k = from; k < to; k += AT_ONCE) {
      add(q, at + k, values, k, sums);
    }
  }

  // Only the lower 16 bits of products and sums are kept: in the end they are the whole sum.
  private static void add(short[] q, int at, short[][] values, int k, short[] sums) {
    short[] a = values[k];
    short[] b = values[k + 1];
    short[] c = values[k + 2];
    short[] d = values[k + 3];
    short[] e = values[k + 4];
    short[] f = values[k + 5];
    short[] g = values[k + 6];
    int qa = q[at];
    int qb = q[at + 1];
    int qc = q[at + 2];
    int qd = q[at + 3];
    int qe = q[at + 4];
    int qf = q[at + 5];
    int qg = q[at + 6];
    for (int i = 0; i < SIZE; i++) {
      sums[i] =
          (short)
              (sums[i]
                  + (qa * a[i] + qb * b[i] + qc * c[i] + qd * d[i])
                  + (qe * e[i] + qf * f[i] + qg * g[i]));
    }
  }

  // Negative where E + O or E - O, the better one for a sample and the one with its mirror image,
  // reaches what is enough for either. A difference that overflows turns negative, which only adds
  // a sample that is not wanted; one that is negative is never below 16 bits, since least is above
  // 0.
  private void compare(short leastOfQuery) {
    int one = leastOfQuery - 1;
    for (int i = 0; i < SIZE; i++) {
      int e = even[i];
      int o = odd[i];
      int other = least[i] - 1;
      under[i] = (short) ((one - e - o) | (one - e + o) | (other - e - o) | (other - e + o));
    }
  }

  private void fold() {
    System.arraycopy(under, 0, underInFold, 0, FOLD);
    for (int j = FOLD; j < SIZE; j += FOLD) {
      or(under, j, underInFold);
    }
  }

  private static void or(short[] from, int at, short[] to) {
    for (int i = 0; i < FOLD; i++) {
      to[i] |= from[at + i];
    }
  }
}
