package dev.xraygpu.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A measured figure over several rounds.
 *
 * @param min smallest
 * @param median the middle one, or the mean of the two in the middle
 * @param max largest
 */
public record Spread(double min, double median, double max) {
  /**
   * The spread of a figure.
   *
   * @throws IllegalArgumentException if there is no round
   */
  public static <R> Spread of(List<R> rounds, ToDoubleFunction<R> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
