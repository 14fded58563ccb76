package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Shortens descriptions to codes of {@value #LENGTH} whole numbers whose products tell what two
 * descriptions' similarity does not exceed. Immutable.
 *
 * <p><b>A code</b> has a description's coordinates along the {@value #EVEN} principal axes of the
 * even halves and the {@value #ODD} of the odd ones, times {@value #SCALE}, rounded; and, times as
 * much, rounded up, the lengths {@code r} and {@code s} of what is left of either half. The even
 * part is the coordinates on the even axes, r and s; the odd part is the rest.
 *
 * <p><b>The bound.</b> Let E and O be the products of two codes' even and odd parts. By the
 * inequality of Cauchy and Schwarz the product of what is left of two halves is at most that of its
 * lengths, so {@code (E + |O|) / SCALE^2} would be at least the similarity, were it not for the
 * rounded coordinates. If d bounds the length of what rounding changed in either description, their
 * product is off by at most {@code d + d (1 + d)}. The similarity itself is a sum of 196 products
 * of single precision: {@link #MARGIN} is some ten times what that may be off.
 *
 * <p><b>16 bits.</b> A code is at most {@code SCALE + sqrt(EVEN + ODD) / 2 + sqrt(2)} long, so E +
 * O and E - O lie within 16 bits; sums that overflow on the way do no harm.
 */
final class DescriptionCoder {
  /** Axes of the even half. */
  static final int EVEN = 68;

  /** Axes of the odd half. */
  static final int ODD = 56;

  /** Values of a code's even part, which comes first. */
  static final int EVEN_PART = EVEN + 2;

  /** Values of a code. */
  static final int LENGTH = EVEN_PART + ODD;

  /** What a description's length becomes. */
  static final int SCALE = 174;

  private static final double MARGIN = 1e-4;
  private static final int HALF = MirrorBasis.HALF;

  // Coordinate by coordinate of a description, its share in each axis.
  private final double[][] evenShares;
  private final double[][] oddShares;

  private DescriptionCoder(double[][] evenAxes, double[][] oddAxes) {
    this.evenShares = shares(evenAxes, EVEN);
    this.oddShares = shares(oddAxes, ODD);
  }

  private static double[][] shares(double[][] axes, int count) {
    double[][] shares = new double[HALF][count];
    for (int k = 0; k < HALF; k++) {
      for (int axis = 0; axis < count; axis++) {
        shares[k][axis] = axes[axis][k];
      }
    }
    return shares;
  }

  /**
   * Learns the axes along which descriptions differ. Codes of any others are right, but rougher.
   */
  static final class Learner {
    private final double[][] even = new double[HALF][HALF];
    private final double[][] odd = new double[HALF][HALF];

    /** Adds one of the descriptions. */
    void add(float[] description) {
      add(description, 0, even);
      add(description, HALF, odd);
    }

    private static void add(float[] description, int from, double[][] products) {
      for (int i = 0; i < HALF; i++) {
        double value = description[from + i];
        double[] row = products[i];
        for (int j = 0; j < HALF; j++) {
          row[j] += value * description[from + j];
        }
      }
    }

    /** The coder for such descriptions; ends the learning. */
    DescriptionCoder coder() {
      return new DescriptionCoder(PrincipalAxes.of(even), PrincipalAxes.of(odd));
    }
  }

  /**
   * Codes a description.
   *
   * @param to receives {@value #LENGTH} values
   * @return the length of what rounding changed, at the scale of descriptions
   */
  double code(float[] description, short[] to) {
    double[] even = project(description, 0, evenShares);
    double[] odd = project(description, HALF, oddShares);
    double changed = round(even, to, 0) + round(odd, to, EVEN_PART);
    to[EVEN] = left(description, 0, even);
    to[EVEN + 1] = left(description, HALF, odd);
    return Math.sqrt(changed);
  }

  private static double[] project(float[] description, int from, double[][] shares) {
    double[] on = new double[shares[0].length];
    for (int k = 0; k < HALF; k++) {
      double value = description[from + k];
      double[] share = shares[k];
      for (int axis = 0; axis < on.length; axis++) {
        on[axis] += value * share[axis];
      }
    }
    return on;
  }

  private static double round(double[] coordinates, short[] to, int at) {
    double changed = 0;
    for (int axis = 0; axis < coordinates.length; axis++) {
      double exact = coordinates[axis];
      long rounded = Math.round(exact * SCALE);
      to[at + axis] = (short) rounded;
      double change = exact - (double) rounded / SCALE;
      changed += change * change;
    }
    return changed;
  }

  private static short left(float[] description, int from, double[] coordinates) {
    double squares = 1e-9; // more than rounding can take off
    for (int k = from; k < from + HALF; k++) {
      squares += (double) description[k] * description[k];
    }
    squares -= Arrays.stream(coordinates).map(c -> c * c).sum();
    return (short) Math.ceil(Math.sqrt(Math.max(1e-9, squares)) * SCALE);
  }

  /**
   * What {@code E + |O|} of two codes is at least if their descriptions have a similarity.
   *
   * @param changed the most that rounding changed in any description that is compared
   */
  static int least(float similarity, double changed) {
    double slack = 2 * changed + changed * changed + MARGIN;
    return (int) Math.floor((similarity - slack) * SCALE * SCALE);
  }
}
