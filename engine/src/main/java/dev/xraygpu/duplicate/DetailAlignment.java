package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Where one detail lies on another: a shift and a stretch per axis, in pixels of the detail's grid.
 * A pixel at x of the first lies at {@code x + shiftX + stretchX (x - c)} of the second, with the
 * grid's centre c; likewise y. Searches on a coarser grid, and costs by the fourth power of that
 * grid's side. Not thread-safe.
 *
 * <p>Both images lie in lines with some zeros behind each row and, of the second, rows of zeros
 * above and below, so that a part of the first and any part of the second it may be moved to are
 * two runs of one array each: loops over such runs become vector instructions.
 */
final class DetailAlignment {
  private static final int PARTS = 3;

  private final int side;
  private final int part;
  private final int reach;
  private final int span;
  private final int stride;
  private final float[] fixed;
  private final float[] movable;
  private final float[] products;
  private final double[] lengths = new double[PARTS * PARTS];
  private final double[] best = new double[2 * PARTS * PARTS];
  private final int[] where = new int[2 * PARTS * PARTS];

  /**
   * An alignment on one grid.
   *
   * @param side of the grid, which divides that of a detail; three times a power of 2
   * @param reach how far a part is moved at most, in pixels of the grid
   */
  DetailAlignment(int side, int reach) {
    this.side = side;
    this.part = side / PARTS;
    this.reach = reach;
    this.span = 2 * reach + 1;
    // A row's zeros at its end are also those before the next one.
    this.stride = side + reach;
    this.fixed = new float[side * stride];
    this.movable = new float[(side + 2 * reach + 1) * stride];
    this.products = new float[part * stride];
  }

  /** How a row of the second image begins in {@link #movable}. */
  private int row(int y) {
    return (y + reach) * stride + reach;
  }

  /**
   * Looks for nine parts of one image around their places in the other.
   *
   * @param first on the grid, row by row
   * @param second likewise
   * @return the mean of the parts' correlations, about; negative if one is the other's negative
   */
  double find(float[] first, float[] second) {
    for (int y = 0; y < side; y++) {
      System.arraycopy(first, y * side, fixed, y * stride, side);
      System.arraycopy(second, y * side, movable, row(y), side);
    }
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.sqrt(energy(first, i) * energy(second, i)) + 1e-9;
    }
    Arrays.fill(best, 0);
    int half = part * stride / 2;
    for (int d = 0; d < span * span; d++) {
      int moved = row(d / span - reach) + d % span - reach;
      for (int row = 0; row < PARTS; row++) {
        int from = row * part * stride;
        multiply(fixed, from, movable, moved + from, products, half);
        multiplyAdd(fixed, from + half, movable, moved + from + half, products, half);
        for (int rest = half; rest > stride; rest /= 2) {
          fold(products, rest / 2);
        }
        for (int column = 0; column < PARTS; column++) {
          int at = row * PARTS + column;
          note(at, sum(products, column * part, part) / lengths[at], d);
        }
      }
    }
    double plus = 0;
    double minus = 0;
    for (int i = 0; i < lengths.length; i++) {
      plus += best[2 * i];
      minus += best[2 * i + 1];
    }
    return (plus >= minus ? plus : -minus) / lengths.length;
  }

  private void note(int at, double score, int displacement) {
    int one = 2 * at + (score >= 0 ? 0 : 1);
    if (Math.abs(score) > best[one]) {
      best[one] = Math.abs(score);
      where[one] = displacement;
    }
  }

  private double energy(float[] image, int at) {
    double sum = 0;
    for (int y = at / PARTS * part; y < (at / PARTS + 1) * part; y++) {
      for (int x = at % PARTS * part; x < (at % PARTS + 1) * part; x++) {
        float value = image[y * side + x];
        sum += value * value;
      }
    }
    return sum;
  }

  private static void multiply(float[] a, int atA, float[] b, int atB, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = a[atA + i] * b[atB + i];
    }
  }

  private static void multiplyAdd(float[] a, int atA, float[] b, int atB, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] += a[atA + i] * b[atB + i];
    }
  }

  // The sums of rows, when all but one are folded onto each other.
  private static void fold(float[] products, int n) {
    for (int i = 0; i < n; i++) {
      products[i] += products[n + i];
    }
  }

  private static float sum(float[] values, int from, int n) {
    float one = 0;
    float other = 0;
    for (int i = from; i < from + n; i += 2) {
      one += values[i];
      other += values[i + 1];
    }
    return one + other;
  }

  /**
   * Lays a line through the displacements that were found last, per axis.
   *
   * @param sign -1 if one is the other's negative, else 1
   * @return shift and stretch of x, then of y
   */
  double[] placement(int sign) {
    double[] placement = new double[4];
    fit(0, sign < 0 ? 1 : 0, placement);
    fit(1, sign < 0 ? 1 : 0, placement);
    return placement;
  }

  // Each displacement weighs by how sure it is.
  private void fit(int axis, int sign, double[] placement) {
    double pixel = (double) Signature.SIDE / side;
    double w = 1e-9;
    double wx = 0;
    double wd = 0;
    double wxx = 0.2; // without a reason there is no stretch
    double wxd = 0;
    for (int i = 0; i < lengths.length; i++) {
      double weight = Math.pow(best[2 * i + sign], 3);
      int d = where[2 * i + sign];
      double moved = pixel * ((axis == 0 ? d % span : d / span) - reach);
      double place = (axis == 0 ? i % PARTS : i / PARTS) - (PARTS - 1) / 2.0;
      w += weight;
      wx += weight * place;
      wd += weight * moved;
      wxx += weight * place * place;
      wxd += weight * place * moved;
    }
    double slope = (w * wxd - wx * wd) / (w * wxx - wx * wx + 1e-9);
    placement[2 * axis] = (wd - slope * wx) / w;
    placement[2 * axis + 1] = slope / (pixel * part);
  }
}
