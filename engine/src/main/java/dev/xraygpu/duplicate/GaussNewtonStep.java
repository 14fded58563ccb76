package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * One step towards the placement at which two details differ least, by squares. Gray values count
 * up to a factor, which follows from both variances. Not thread-safe.
 */
final class GaussNewtonStep {
  private static final int SIDE = Signature.SIDE;
  private static final double CENTRE = (SIDE - 1) / 2.0;
  private static final int MARGIN = 3;
  private static final int N = 4;

  private final double[][] equations = new double[N][N + 1];
  private final double[] gradient = new double[N];
  private final double[] towardsFirst = new double[N];
  private final double[] towardsSecond = new double[N];

  /**
   * Improves a placement.
   *
   * @param sign -1 if one is the other's negative, else 1
   * @param placement as in {@link DetailAlignment}; changed
   * @return the farthest any pixel moved, about, in pixels; 0 if nothing could be improved
   */
  double improve(float[] first, float[] second, int sign, double[] placement) {
    for (double[] row : equations) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(towardsFirst, 0);
    Arrays.fill(towardsSecond, 0);
    double energyFirst = 1e-9;
    double energySecond = 0;
    for (int y = MARGIN; y < SIDE - MARGIN; y++) {
      double v = y + placement[2] + placement[3] * (y - CENTRE);
      int row = (int) Math.floor(v);
      if (row < MARGIN || row >= SIDE - 1 - MARGIN) {
        continue;
      }
      double fv = v - row;
      for (int x = MARGIN; x < SIDE - MARGIN; x++) {
        double u = x + placement[0] + placement[1] * (x - CENTRE);
        int column = (int) Math.floor(u);
        if (column < MARGIN || column >= SIDE - 1 - MARGIN) {
          continue;
        }
        double fu = u - column;
        int at = row * SIDE + column;
        double right = second[at + 1] - second[at];
        double rightBelow = second[at + SIDE + 1] - second[at + SIDE];
        double top = second[at] + fu * right;
        double below = second[at + SIDE] + fu * rightBelow;
        double value = top + fv * (below - top);
        double target = first[y * SIDE + x];
        energyFirst += target * target;
        energySecond += value * value;
        gradient[0] = right + fv * (rightBelow - right);
        gradient[1] = gradient[0] * (x - CENTRE);
        gradient[2] = below - top;
        gradient[3] = gradient[2] * (y - CENTRE);
        add(target, value);
      }
    }
    double scale = sign * Math.sqrt(energySecond / energyFirst);
    for (int i = 0; i < N; i++) {
      equations[i][i] *= 1.001;
      equations[i][N] = scale * towardsFirst[i] - towardsSecond[i];
    }
    return solve(placement);
  }

  private void add(double target, double value) {
    for (int i = 0; i < N; i++) {
      towardsFirst[i] += gradient[i] * target;
      towardsSecond[i] += gradient[i] * value;
      double[] row = equations[i];
      for (int j = 0; j < N; j++) {
        row[j] += gradient[i] * gradient[j];
      }
    }
  }

  private double solve(double[] placement) {
    for (int i = 0; i < N; i++) {
      if (!(equations[i][i] > 1e-6)) {
        return 0;
      }
      for (int k = i + 1; k < N; k++) {
        double factor = equations[k][i] / equations[i][i];
        for (int j = i; j <= N; j++) {
          equations[k][j] -= factor * equations[i][j];
        }
      }
    }
    double[] change = new double[N];
    for (int i = N - 1; i >= 0; i--) {
      double rest = equations[i][N];
      for (int j = i + 1; j < N; j++) {
        rest -= equations[i][j] * change[j];
      }
      change[i] = rest / equations[i][i];
      placement[i] += change[i];
    }
    return Math.max(
        Math.abs(change[0]) + CENTRE * Math.abs(change[1]),
        Math.abs(change[2]) + CENTRE * Math.abs(change[3]));
  }
}
