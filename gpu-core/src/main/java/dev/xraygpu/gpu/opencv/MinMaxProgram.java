package dev.xraygpu.gpu.opencv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The median of a square neighbourhood as minima and maxima of whole planes, so that every pixel is
 * computed at once and without a branch. Exact for every pixel type.
 *
 * <p>The image is surrounded by its repeated edge. First the {@code k} rows of each column of the
 * neighbourhood are sorted: the same planes, shifted, then serve all {@code k} columns. Then each
 * rank is sorted across the columns, after which an element at rank {@code r} and column rank
 * {@code c} has at least {@code (r + 1)(c + 1)} elements that are not larger and {@code (k - r)(k -
 * c)} that are not smaller. What cannot be the median by these counts is left out, as many at one
 * end as at the other, and the rest is sorted by Batcher's odd-even merge sort, of which only what
 * leads to the middle is kept.
 *
 * <p>3x3 takes 20 operations and 5x5 takes 156.
 *
 * @param kernel side of the neighbourhood
 * @param steps in order; each writes a value of its own number
 */
record MinMaxProgram(int kernel, List<Step> steps) {
  /** Smaller or larger. */
  enum Kind {
    MIN,
    MAX
  }

  /** What a step reads. */
  sealed interface Operand {}

  /**
   * The surrounded image.
   *
   * @param row shifted down by that many rows
   */
  record Source(int row) implements Operand {}

  /**
   * The result of an earlier step.
   *
   * @param step which one
   * @param column shifted right by that many columns, where it is as wide as the surrounded image
   */
  record Value(int step, int column) implements Operand {}

  /**
   * One operation on whole planes.
   *
   * @param wide whether the result is as wide as the surrounded image, or as the image
   */
  record Step(Kind kind, Operand a, Operand b, boolean wide) {}

  /** The program for a neighbourhood of 3 or 5. */
  static MinMaxProgram median(int kernel) {
    return new Builder(kernel).build();
  }

  private static final class Builder {
    private final int kernel;
    private final List<Step> steps = new ArrayList<>();

    Builder(int kernel) {
      this.kernel = kernel;
    }

    MinMaxProgram build() {
      Operand[] column = new Operand[kernel];
      Arrays.setAll(column, Source::new);
      sort(column, true);
      Operand[][] ranks = new Operand[kernel][kernel];
      for (int r = 0; r < kernel; r++) {
        int step = ((Value) column[r]).step();
        for (int c = 0; c < kernel; c++) {
          ranks[r][c] = new Value(step, c);
        }
        sort(ranks[r], false);
      }
      int middle = kernel * kernel / 2 + 1;
      List<Operand> candidates = new ArrayList<>();
      for (int r = 0; r < kernel; r++) {
        for (int c = 0; c < kernel; c++) {
          if ((r + 1) * (c + 1) <= middle && (kernel - r) * (kernel - c) <= middle) {
            candidates.add(ranks[r][c]);
          }
        }
      }
      Operand[] left = candidates.toArray(Operand[]::new);
      sort(left, false);
      return new MinMaxProgram(kernel, onlyWhatLeadsTo((Value) left[left.length / 2]));
    }

    // Batcher's odd-even merge sort for any length: comparators beyond the end are left out, as if
    // infinity stood there.
    private void sort(Operand[] values, boolean wide) {
      int n = values.length;
      for (int p = 1; p < n; p += p) {
        for (int k = p; k >= 1; k /= 2) {
          for (int j = k % p; j + k < n; j += 2 * k) {
            for (int i = 0; i < Math.min(k, n - j - k); i++) {
              if ((i + j) / (2 * p) == (i + j + k) / (2 * p)) {
                exchange(values, i + j, i + j + k, wide);
              }
            }
          }
        }
      }
    }

    private void exchange(Operand[] values, int low, int high, boolean wide) {
      Operand a = values[low];
      Operand b = values[high];
      steps.add(new Step(Kind.MIN, a, b, wide));
      values[low] = new Value(steps.size() - 1, 0);
      steps.add(new Step(Kind.MAX, a, b, wide));
      values[high] = new Value(steps.size() - 1, 0);
    }

    private List<Step> onlyWhatLeadsTo(Value result) {
      boolean[] needed = new boolean[steps.size()];
      needed[result.step()] = true;
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (needed[i]) {
          require(needed, steps.get(i).a());
          require(needed, steps.get(i).b());
        }
      }
      List<Step> kept = new ArrayList<>();
      Map<Integer, Integer> numbers = new HashMap<>();
      for (int i = 0; i <= result.step(); i++) {
        if (needed[i]) {
          Step step = steps.get(i);
          numbers.put(i, kept.size());
          kept.add(
              new Step(
                  step.kind(),
                  renumbered(step.a(), numbers),
                  renumbered(step.b(), numbers),
                  step.wide()));
        }
      }
      return List.copyOf(kept);
    }

    private static void require(boolean[] needed, Operand operand) {
      if (operand instanceof Value value) {
        needed[value.step()] = true;
      }
    }

    private static Operand renumbered(Operand operand, Map<Integer, Integer> numbers) {
      return operand instanceof Value value
          ? new Value(java.util.Objects.requireNonNull(numbers.get(value.step())), value.column())
          : operand;
    }
  }

  /** For each step, the last step that reads its value; the last step's own is its number. */
  int[] lastUses() {
    int[] last = new int[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      last[i] = i;
      for (Operand operand : List.of(steps.get(i).a(), steps.get(i).b())) {
        if (operand instanceof Value value) {
          last[value.step()] = i;
        }
      }
    }
    return last;
  }
}
