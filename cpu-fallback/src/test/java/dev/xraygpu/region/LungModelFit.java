package dev.xraygpu.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a {@link LungModel} from hand-drawn boxes. Every image is used twice, as it is and
 * mirrored, and every time with the first guesses of {@link LungFields} and random ones around the
 * mean box. Step by step, a ridge regression maps the features of all current boxes to the moves
 * that would bring them onto the drawn ones, and the boxes move on by it.
 */
final class LungModelFit {
  private static final int STEPS = 4;
  private static final int RANDOM_GUESSES = 14;
  private static final double RIDGE = 20;
  private static final double SPREAD_ACROSS = 0.055;
  private static final double SPREAD_DOWN = 0.11;

  private LungModelFit() {}

  /** An image and the drawn box. */
  record Example(NormalizedGrid grid, LungBox truth) {
    Example mirrored() {
      return new Example(grid.mirrored(), truth.mirrored());
    }
  }

  private static final class Guess {
    final Example example;
    LungBox box;
    float[] features = new float[0];

    Guess(Example example, LungBox box) {
      this.example = example;
      this.box = box;
    }
  }

  /** The model of these examples: the same for the same examples, on every machine. */
  static LungModel fit(List<Example> examples) {
    Random random = new Random(20261125);
    List<Guess> guesses = new ArrayList<>();
    double[] appearance = new double[LungFeatures.POINTS];
    for (Example example : examples) {
      for (Example one : List.of(example, example.mirrored())) {
        LungFields.GUESSES.forEach(box -> guesses.add(new Guess(one, box)));
        for (int i = 0; i < RANDOM_GUESSES; i++) {
          guesses.add(new Guess(one, around(LungFields.GUESSES.get(0), random)));
        }
        float[] seen = LungFeatures.of(one.grid(), one.truth());
        for (int i = 0; i < appearance.length; i++) {
          appearance[i] += seen[i];
        }
      }
    }
    List<float[][]> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      float[][] map = regress(guesses);
      steps.add(map);
      LungModel soFar = new LungModel(new float[LungFeatures.POINTS], List.<float[][]>of(map));
      for (Guess guess : guesses) {
        guess.box = guess.box.moved(soFar.moves(0, guess.features));
      }
    }
    float[] mean = new float[appearance.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (appearance[i] / (2 * examples.size()));
    }
    return new LungModel(mean, steps);
  }

  private static LungBox around(LungBox box, Random random) {
    return new LungBox(
        Math.max(-0.05, box.left() + random.nextGaussian() * SPREAD_ACROSS),
        Math.max(-0.05, box.top() + random.nextGaussian() * SPREAD_DOWN),
        Math.min(1.05, box.right() + random.nextGaussian() * SPREAD_ACROSS),
        Math.min(1.05, box.bottom() + random.nextGaussian() * SPREAD_DOWN));
  }

  private static float[][] regress(List<Guess> guesses) {
    int n = LungFeatures.COUNT;
    double[][] normal = new double[n][n + 4];
    for (Guess guess : guesses) {
      guess.features = LungFeatures.of(guess.example.grid(), guess.box);
      LungBox from = guess.box;
      LungBox to = guess.example.truth();
      double[] target = {
        (to.left() - from.left()) / from.width(),
        (to.top() - from.top()) / from.height(),
        (to.right() - from.right()) / from.width(),
        (to.bottom() - from.bottom()) / from.height()
      };
      float[] x = guess.features;
      for (int i = 0; i < n; i++) {
        double[] row = normal[i];
        float a = x[i];
        for (int j = i; j < n; j++) {
          row[j] += a * x[j];
        }
        for (int k = 0; k < 4; k++) {
          row[n + k] += a * target[k];
        }
      }
    }
    double ridge = RIDGE * (LungFields.GUESSES.size() + RANDOM_GUESSES);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        normal[i][j] = normal[j][i];
      }
      normal[i][i] += i == n - 1 ? 1e-3 : ridge;
    }
    return solve(normal, n);
  }

  // Gauss-Jordan; the matrix is positive definite, so the diagonal may be the pivot.
  private static float[][] solve(double[][] rows, int n) {
    for (int p = 0; p < n; p++) {
      double pivot = rows[p][p];
      for (int j = p; j < n + 4; j++) {
        rows[p][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        double factor = rows[i][p];
        if (i != p && factor != 0) {
          for (int j = p; j < n + 4; j++) {
            rows[i][j] -= factor * rows[p][j];
          }
        }
      }
    }
    float[][] solution = new float[n][4];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 4; k++) {
        solution[i][k] = (float) rows[i][n + k];
      }
    }
    return solution;
  }
}
