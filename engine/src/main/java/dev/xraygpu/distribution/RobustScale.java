package dev.xraygpu.distribution;

import java.util.Arrays;

/**
 * Where the middle of many numbers lies and how far they spread, hardly moved by a few that lie far
 * off.
 *
 * @param median the middle
 * @param deviation 1.4826 times the median absolute deviation from it, which is the standard
 *     deviation of normally distributed numbers; where more than half of the numbers are equal,
 *     1.2533 times the mean absolute deviation; 0 if all are
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm">NIST/SEMATECH
 *     e-Handbook of Statistical Methods, 1.3.5.17, after Iglewicz and Hoaglin 1993</a>
 */
public record RobustScale(double median, double deviation) {
  private static final double OF_MEDIAN = 1.4826;
  private static final double OF_MEAN = 1.2533;

  /**
   * The scale of some numbers.
   *
   * @param sorted ascending, at least one
   */
  public static RobustScale of(double[] sorted) {
    double median = median(sorted);
    double[] distances = new double[sorted.length];
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      distances[i] = Math.abs(sorted[i] - median);
      sum += distances[i];
    }
    Arrays.sort(distances);
    double middle = median(distances);
    return new RobustScale(median, middle > 0 ? OF_MEDIAN * middle : OF_MEAN * sum / sorted.length);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** How many deviations a number lies above the median; 0 where there is no deviation. */
  public double score(double value) {
    return deviation > 0 ? (value - median) / deviation : 0;
  }
}
