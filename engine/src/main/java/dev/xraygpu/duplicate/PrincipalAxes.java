package dev.xraygpu.duplicate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Directions along which values spread most: eigenvectors of the matrix of their products, by
 * cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5).
 */
final class PrincipalAxes {
  private static final int MOST_SWEEPS = 30;
  private static final double NEGLIGIBLE = 1e-12;

  private PrincipalAxes() {}

  /**
   * Axes at right angles to each other, to rounding, even where the matrix spreads along none.
   *
   * @param products symmetric, n x n; destroyed
   * @return n axes of length 1, those of the largest spread first
   */
  static double[][] of(double[][] products) {
    int n = products.length;
    double[][] axes = new double[n][n];
    double energy = 0;
    for (int i = 0; i < n; i++) {
      axes[i][i] = 1;
      for (double value : products[i]) {
        energy += value * value;
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double aside = 0;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          aside += products[i][j] * products[i][j];
          rotate(products, axes, i, j);
        }
      }
      if (!(aside > NEGLIGIBLE * energy)) {
        break;
      }
    }
    return IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -products[i][i]))
        .map(i -> axes[i])
        .toArray(double[][]::new);
  }

  // Turns two axes in their plane so that nothing is left of the product of the two.
  private static void rotate(double[][] products, double[][] axes, int i, int j) {
    double both = products[i][j];
    if (both == 0) {
      return;
    }
    double slope = (products[j][j] - products[i][i]) / (2 * both);
    double tangent = Math.copySign(1, slope) / (Math.abs(slope) + Math.sqrt(slope * slope + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    combine(products[i], products[j], cosine, sine);
    combine(axes[i], axes[j], cosine, sine);
    for (double[] row : products) {
      double a = row[i];
      double b = row[j];
      row[i] = cosine * a - sine * b;
      row[j] = sine * a + cosine * b;
    }
  }

  private static void combine(double[] one, double[] other, double cosine, double sine) {
    for (int k = 0; k < one.length; k++) {
      double a = one[k];
      double b = other[k];
      one[k] = cosine * a - sine * b;
      other[k] = sine * a + cosine * b;
    }
  }
}
