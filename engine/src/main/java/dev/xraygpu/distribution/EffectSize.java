package dev.xraygpu.distribution;

/**
 * How well one number tells two groups apart.
 *
 * @param delta Cliff's delta, -1 to 1: the probability that a value of the first group is larger
 *     than one of the second, minus the opposite; equal to {@code 2 AUC - 1}
 * @param distance Kolmogorov-Smirnov distance, 0 to 1: the largest difference between the shares of
 *     both groups below a value; the best single threshold tells the groups apart with a balanced
 *     accuracy of {@code (1 + distance) / 2}
 * @param significance two-sided probability of such a rank sum by chance (Mann-Whitney, normal
 *     approximation, corrected for ties), 0 to 1
 */
public record EffectSize(double delta, double distance, double significance) {
  /**
   * Compares two groups.
   *
   * @param first ascending, not empty
   * @param second ascending, not empty
   */
  public static EffectSize of(float[] first, float[] second) {
    double n = first.length;
    double m = second.length;
    int i = 0;
    int j = 0;
    double above = 0; // pairs in which the first is larger, ties half
    double distance = 0;
    double ties = 0;
    while (i < first.length || j < second.length) {
      float value =
          j >= second.length || (i < first.length && first[i] <= second[j]) ? first[i] : second[j];
      int ofFirst = 0;
      int ofSecond = 0;
      while (i < first.length && first[i] == value) {
        i++;
        ofFirst++;
      }
      while (j < second.length && second[j] == value) {
        j++;
        ofSecond++;
      }
      above += ofFirst * (j - ofSecond + ofSecond / 2.0);
      distance = Math.max(distance, Math.abs(i / n - j / m));
      double tied = (double) ofFirst + ofSecond;
      ties += tied * tied * tied - tied;
    }
    double all = n + m;
    double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
    double z = variance > 0 ? Math.abs(above - n * m / 2) / Math.sqrt(variance) : 0;
    return new EffectSize(2 * above / (n * m) - 1, distance, variance > 0 ? twoSided(z) : 1);
  }

  /** Area under the curve of the better direction, 0.5 to 1. */
  public double auc() {
    return (1 + Math.abs(delta)) / 2;
  }

  /** Balanced accuracy of the best single threshold, 0.5 to 1. */
  public double balancedAccuracy() {
    return (1 + distance) / 2;
  }

  /** How large the effect is, in Romano's words (2006). */
  public String magnitude() {
    double size = Math.abs(delta);
    return size < 0.147 ? "negligible" : size < 0.33 ? "small" : size < 0.474 ? "medium" : "large";
  }

  // Chebyshev fit of the complementary error function, relative error below 1.2e-7 (Numerical
  // Recipes, section 6.2), in StrictMath, which is the same everywhere.
  private static double twoSided(double z) {
    double x = z / StrictMath.sqrt(2);
    double t = 1 / (1 + 0.5 * x);
    double[] c = {
      0.17087277,
      -0.82215223,
      1.48851587,
      -1.13520398,
      0.27886807,
      -0.18628806,
      0.09678418,
      0.37409196,
      1.00002368,
      -1.26551223
    };
    double sum = 0;
    for (double coefficient : c) {
      sum = sum * t + coefficient;
    }
    return Math.min(1, t * StrictMath.exp(-x * x + sum));
  }
}
