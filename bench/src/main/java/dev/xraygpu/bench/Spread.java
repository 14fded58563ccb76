package dev.xraygpu.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
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
    return of(rounds.stream().mapToDouble(figure).toArray());
  }

  /** The spread of a ratio of two figures that were measured in the same rounds. */
  static <R> Spread ofRatios(
      List<R> first, List<R> second, ToDoubleBiFunction<R, R> ratio, double scale) {
    double[] ratios = new double[Math.min(first.size(), second.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = scale * ratio.applyAsDouble(first.get(i), second.get(i));
    }
    return of(ratios);
  }

  /** The spread of a figure's values, one per round. */
  static Spread of(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
