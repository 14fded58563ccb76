package dev.xraygpu.duplicate;

/**
 * A description in two halves: what stays the same when its image is mirrored, and what turns its
 * sign. With e and o the products of two descriptions' halves, the product of the descriptions is
 * {@code e + o}, and that of one with the other's mirror image {@code e - o}: both cost as much as
 * one.
 *
 * <p>What a description keeps when mirrored, all chests have in common: the dataset's mean is taken
 * off that half. The other half has none, if both sides are alike.
 */
final class MirrorBasis {
  /** Values of each half. */
  static final int HALF = Signature.DESCRIPTION / 2;

  private static final double ROOT = Math.sqrt(0.5);

  private final int[] one = new int[Signature.DESCRIPTION];
  private final int[] other = new int[Signature.DESCRIPTION];
  private final float[] mean;

  /**
   * A basis that takes off a mean.
   *
   * @param mean of the even halves of all descriptions, {@value #HALF} values
   */
  MirrorBasis(float[] mean) {
    this.mean = mean.clone();
    int even = 0;
    int odd = HALF;
    int n = Signature.BLOCKS;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= n / 2; column++) {
        for (int value = 0; value < Signature.PER_BLOCK; value++) {
          int here = (row * n + column) * Signature.PER_BLOCK + value;
          int there = (row * n + n - 1 - column) * Signature.PER_BLOCK + value;
          boolean sine = value % 2 == 1;
          if (column < n - 1 - column) {
            one[even] = here;
            other[even++] = sine ? ~there : there;
            one[odd] = here;
            other[odd++] = sine ? there : ~there;
          } else if (sine) {
            one[odd] = here;
            other[odd++] = here;
          } else {
            one[even] = here;
            other[even++] = here;
          }
        }
      }
    }
  }

  /** The even half, without any mean taken off. */
  void even(byte[] description, double[] to) {
    for (int k = 0; k < HALF; k++) {
      to[k] = value(description, k);
    }
  }

  /**
   * Both halves, even first, scaled so that the product of a description with itself is 1.
   *
   * @param to receives {@value Signature#DESCRIPTION} values
   */
  void transform(byte[] description, float[] to) {
    double length = 0;
    for (int k = 0; k < to.length; k++) {
      double value = value(description, k) - (k < HALF ? mean[k] : 0);
      to[k] = (float) value;
      length += value * value;
    }
    float scale = (float) (1 / Math.max(Math.sqrt(length), 1e-9));
    for (int k = 0; k < to.length; k++) {
      to[k] *= scale;
    }
  }

  // A pair's sum or difference; a value that is its own mirror image is taken as it is.
  private double value(byte[] description, int k) {
    int a = description[one[k]];
    if (one[k] == other[k]) {
      return a;
    }
    return ROOT * (other[k] < 0 ? a - description[~other[k]] : a + description[other[k]]);
  }
}
