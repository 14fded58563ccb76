package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Where one detail lies on another: a shift and a stretch per axis, in pixels of the detail's grid.
 * A pixel at x of the first lies at {@code x + shiftX + stretchX (x - c)} of the second, with the
 * grid's centre c; likewise y.
 */
final class DetailAlignment {
  private static final int SIDE = Signature.SIDE;
  private static final int HALF = SIDE / 2;
  private static final int PARTS = 3;
  private static final int PART = HALF / PARTS;
  // A border cropped by 4 % moves what is shown by up to 2 of 48 pixels; both may be cropped.
  private static final int REACH = 4;
  private static final int SPAN = 2 * REACH + 1;

  /** Shift and stretch of x, then of y. */
  final double[] placement = new double[4];

  private final float[] column = new float[HALF];
  private final double[] best = new double[2 * PARTS * PARTS];
  private final int[] where = new int[2 * PARTS * PARTS];

  /**
   * Looks for nine parts of one image around their places in the other, and lays a line through
   * what was found, per axis.
   *
   * @param first on half the grid
   * @param second likewise
   * @return the mean of the parts' correlations, about; negative if one is the other's negative
   */
  double find(float[] first, float[] second) {
    double[] lengths = new double[PARTS * PARTS];
    for (int part = 0; part < lengths.length; part++) {
      lengths[part] = Math.sqrt(energy(first, part) * energy(second, part)) + 1e-9;
    }
    Arrays.fill(best, 0);
    for (int d = 0; d < SPAN * SPAN; d++) {
      for (int row = 0; row < PARTS; row++) {
        correlate(first, second, row, d % SPAN - REACH, d / SPAN - REACH);
        for (int part = 0; part < PARTS; part++) {
          double sum = 0;
          for (int x = part * PART; x < (part + 1) * PART; x++) {
            sum += column[x];
          }
          note(row * PARTS + part, sum / lengths[row * PARTS + part], d);
        }
      }
    }
    double plus = 0;
    double minus = 0;
    for (int part = 0; part < PARTS * PARTS; part++) {
      plus += best[2 * part];
      minus += best[2 * part + 1];
    }
    fit(0, plus >= minus ? 0 : 1);
    fit(1, plus >= minus ? 0 : 1);
    return (plus >= minus ? plus : -minus) / (PARTS * PARTS);
  }

  private void note(int part, double score, int displacement) {
    int at = 2 * part + (score >= 0 ? 0 : 1);
    if (Math.abs(score) > best[at]) {
      best[at] = Math.abs(score);
      where[at] = displacement;
    }
  }

  private static double energy(float[] image, int part) {
    double sum = 0;
    for (int y = part / PARTS * PART; y < (part / PARTS + 1) * PART; y++) {
      for (int x = part % PARTS * PART; x < (part % PARTS + 1) * PART; x++) {
        float value = image[y * HALF + x];
        sum += value * value;
      }
    }
    return sum;
  }

  // Sums of products down the columns of one row of parts, as far as both images have pixels.
  private void correlate(float[] first, float[] second, int row, int dx, int dy) {
    Arrays.fill(column, 0);
    int from = Math.max(0, -dx);
    int to = Math.min(HALF, HALF - dx);
    int last = Math.min((row + 1) * PART, HALF - dy);
    for (int y = Math.max(row * PART, -dy); y < last; y++) {
      multiply(first, y * HALF, second, (y + dy) * HALF + dx, from, to, column);
    }
  }

  private static void multiply(
      float[] a, int atA, float[] b, int atB, int from, int to, float[] sums) {
    for (int x = from; x < to; x++) {
      sums[x] += a[atA + x] * b[atB + x];
    }
  }

  // A line through the displacements of the parts, each weighted by how sure it is.
  private void fit(int axis, int sign) {
    double w = 1e-9;
    double wx = 0;
    double wd = 0;
    double wxx = 0.2; // without a reason there is no stretch
    double wxd = 0;
    for (int part = 0; part < PARTS * PARTS; part++) {
      double weight = Math.pow(best[2 * part + sign], 3);
      int d = where[2 * part + sign];
      double moved = 2 * ((axis == 0 ? d % SPAN : d / SPAN) - REACH);
      double place = (axis == 0 ? part % PARTS : part / PARTS) - (PARTS - 1) / 2.0;
      w += weight;
      wx += weight * place;
      wd += weight * moved;
      wxx += weight * place * place;
      wxd += weight * place * moved;
    }
    double slope = (w * wxd - wx * wd) / (w * wxx - wx * wx + 1e-9);
    placement[2 * axis] = (wd - slope * wx) / w;
    placement[2 * axis + 1] = slope / (2.0 * PART);
  }
}
