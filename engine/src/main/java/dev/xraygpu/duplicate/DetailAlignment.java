package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Where one detail lies on another: a shift and a stretch per axis, in pixels of the detail's grid.
 * A pixel at x of the first lies at {@code x + shiftX + stretchX (x - c)} of the second, with the
 * grid's centre c; likewise y. Searches on a coarser grid, whose values are whole numbers below
 * 4,096, and costs by the fourth power of that grid's side. Not thread-safe.
 *
 * <p><b>Layout.</b> Line r of the first image has row r of its upper, middle and lower parts one
 * after the other, each with zeros behind it; line r of the second has the rows that lie under them
 * when nothing is moved, and there are more above and below. So the rows of all parts are
 * multiplied in one go, moved by any number of rows and columns, in loops the compiler makes vector
 * instructions of. Columns are moved one number at a time, and all numbers follow each other in
 * such a loop.
 *
 * <p><b>Sums</b> are in single precision and always in the same order: of a part's rows the lower
 * half is added to the upper one until one is left; of that one all even columns, one after the
 * other, and all odd ones.
 */
final class DetailAlignment {
  private static final int PARTS = 3;
  // Loops over more lines at once are not made vector instructions of, so rows are folded in steps:
  // until four are left, which begin with these, and then those.
  private static final int FOLDS = 4;
  private static final int[] FIRST_ROWS = {0, 2, 1, 3};

  private final int side;
  private final int part;
  private final int reach;
  private final int span;
  private final int stride;
  // What one move of the columns takes in a line.
  private final int length;
  private final float[][] fixed;
  private final float[][] movable;
  private final float[] line;
  private final float[][] folds;
  private final float[] sums;
  private final double[] energies = new double[PARTS * PARTS];
  private final double[] lengths = new double[PARTS * PARTS];
  private final double[] best = new double[2 * PARTS * PARTS];
  private final int[] where = new int[2 * PARTS * PARTS];

  /**
   * An alignment on one grid.
   *
   * @param side of the grid, which divides that of a detail: three times 8 or 16
   * @param reach how far a part is moved at most, in pixels of the grid
   */
  DetailAlignment(int side, int reach) {
    this.side = side;
    this.part = side / PARTS;
    if (part * PARTS != side || (part != 2 * FOLDS && part != 4 * FOLDS)) {
      throw new IllegalArgumentException("no grid for an alignment: " + side);
    }
    this.reach = reach;
    this.span = 2 * reach + 1;
    // A row's zeros at its end are also those before the next one.
    this.stride = side + reach;
    this.length = PARTS * stride;
    this.fixed = new float[part][span * length];
    this.movable = new float[part + 2 * reach][span * length];
    this.line = new float[length + 2 * reach];
    this.folds = new float[FOLDS][span * length];
    this.sums = new float[span * length];
  }

  /**
   * Takes the first image.
   *
   * @param first on the grid, row by row
   */
  void setFirst(float[] first) {
    for (int r = 0; r < part; r++) {
      for (int row = 0; row < PARTS; row++) {
        System.arraycopy(first, (row * part + r) * side, fixed[r], row * stride, side);
      }
      for (int dx = 1; dx < span; dx++) {
        System.arraycopy(fixed[r], 0, fixed[r], dx * length, length);
      }
    }
    for (int i = 0; i < energies.length; i++) {
      energies[i] = energy(first, i);
    }
  }

  // Line r of the second image is movable[r + reach].
  private void setSecond(float[] second) {
    for (int r = -reach; r < part + reach; r++) {
      for (int row = 0; row < PARTS; row++) {
        int y = row * part + r;
        int at = reach + row * stride;
        if (y >= 0 && y < side) {
          System.arraycopy(second, y * side, line, at, side);
        } else {
          Arrays.fill(line, at, at + side, 0);
        }
      }
      for (int dx = 0; dx < span; dx++) {
        System.arraycopy(line, dx, movable[r + reach], dx * length, length);
      }
    }
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.sqrt(energies[i] * energy(second, i)) + 1e-9;
    }
  }

  /**
   * Looks for nine parts of the first image around their places in another.
   *
   * @param second on the grid, row by row
   * @return the mean of the parts' correlations, about; negative if one is the other's negative
   */
  double find(float[] second) {
    setSecond(second);
    Arrays.fill(best, 0);
    for (int dy = 0; dy < span; dy++) {
      multiply(dy);
      for (int dx = 0; dx < span; dx++) {
        for (int at = 0; at < lengths.length; at++) {
          int from = dx * length + at / PARTS * stride + at % PARTS * part;
          note(at, sum(sums, from, part) / lengths[at], dy * span + dx);
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

  // Whole numbers, so exact in any order.
  private double energy(float[] image, int at) {
    double even = 0;
    double odd = 0;
    for (int y = at / PARTS * part; y < (at / PARTS + 1) * part; y++) {
      int from = y * side + at % PARTS * part;
      for (int i = from; i < from + part; i += 2) {
        even += image[i] * image[i];
        odd += image[i + 1] * image[i + 1];
      }
    }
    return even + odd;
  }

  // The sums of all products of the rows of each part, folded onto each other.
  private void multiply(int dy) {
    int half = part / 2;
    for (int i = 0; i < FOLDS; i++) {
      Arrays.fill(folds[i], 0);
      for (int r = FIRST_ROWS[i]; r < half; r += FOLDS) {
        addProducts(fixed[r], movable[dy + r], fixed[half + r], movable[dy + half + r], folds[i]);
      }
    }
    addUp(folds[0], folds[1], folds[2], folds[3], sums);
  }

  private static void addProducts(float[] a, float[] b, float[] c, float[] d, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += a[i] * b[i] + c[i] * d[i];
    }
  }

  private static void addUp(float[] a, float[] b, float[] c, float[] d, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (a[i] + b[i]) + (c[i] + d[i]);
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
      double weight = best[2 * i + sign] * best[2 * i + sign] * best[2 * i + sign];
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
