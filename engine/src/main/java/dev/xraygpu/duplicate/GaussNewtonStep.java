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
  private final double[] towardsFirst = new double[N];
  private final double[] towardsSecond = new double[N];
  private final float[] line = new float[SIDE];
  private final float[] below = new float[SIDE];
  private final int[] columns = new int[SIDE];
  private final float[] fractions = new float[SIDE];
  private int from;
  private int to;
  private double energyFirst;
  private double energySecond;

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
    energyFirst = 1e-9;
    energySecond = 0;
    place(placement);
    for (int y = MARGIN; y < SIDE - MARGIN; y++) {
      double v = y + placement[2] + placement[3] * (y - CENTRE);
      int row = (int) Math.floor(v);
      if (row >= MARGIN && row < SIDE - 1 - MARGIN) {
        interpolate(second, row * SIDE, (float) (v - row));
        add(first, y);
      }
    }
    double scale = sign * Math.sqrt(energySecond / energyFirst);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < i; j++) {
        equations[i][j] = equations[j][i];
      }
      equations[i][i] *= 1.001;
      equations[i][N] = scale * towardsFirst[i] - towardsSecond[i];
    }
    return solve(placement);
  }

  // Where the columns of the first image lie on the second; those from the first to the last that
  // lie on it follow each other, since a stretch keeps their order.
  private void place(double[] placement) {
    from = SIDE;
    to = 0;
    for (int x = MARGIN; x < SIDE - MARGIN; x++) {
      double u = x + placement[0] + placement[1] * (x - CENTRE);
      int column = (int) Math.floor(u);
      if (column >= MARGIN && column < SIDE - 1 - MARGIN) {
        columns[x] = column;
        fractions[x] = (float) (u - column);
        from = Math.min(from, x);
        to = x + 1;
      }
    }
  }

  // A line of the second image between two of its rows, and how much it changes downwards.
  private void interpolate(float[] second, int row, float fraction) {
    for (int x = 0; x < SIDE; x++) {
      float down = second[row + SIDE + x] - second[row + x];
      line[x] = second[row + x] + fraction * down;
      below[x] = down;
    }
  }

  private void add(float[] first, int y) {
    double xx = 0;
    double xxX = 0;
    double xxXx = 0;
    double xy = 0;
    double xyX = 0;
    double yy = 0;
    double xFirst = 0;
    double xFirstX = 0;
    double yFirst = 0;
    double xSecond = 0;
    double xSecondX = 0;
    double ySecond = 0;
    double squaresFirst = 0;
    double squaresSecond = 0;
    for (int x = from; x < to; x++) {
      int column = columns[x];
      float fraction = fractions[x];
      double target = first[y * SIDE + x];
      double gradientX = line[column + 1] - line[column];
      double gradientY = below[column] + fraction * (below[column + 1] - below[column]);
      double value = line[column] + fraction * gradientX;
      double place = x - CENTRE;
      double square = gradientX * gradientX;
      double both = gradientX * gradientY;
      double atFirst = gradientX * target;
      double atSecond = gradientX * value;
      xx += square;
      xxX += square * place;
      xxXx += square * place * place;
      xy += both;
      xyX += both * place;
      yy += gradientY * gradientY;
      xFirst += atFirst;
      xFirstX += atFirst * place;
      yFirst += gradientY * target;
      xSecond += atSecond;
      xSecondX += atSecond * place;
      ySecond += gradientY * value;
      squaresFirst += target * target;
      squaresSecond += value * value;
    }
    double row = y - CENTRE;
    equations[0][0] += xx;
    equations[0][1] += xxX;
    equations[1][1] += xxXx;
    equations[0][2] += xy;
    equations[1][2] += xyX;
    equations[0][3] += xy * row;
    equations[1][3] += xyX * row;
    equations[2][2] += yy;
    equations[2][3] += yy * row;
    equations[3][3] += yy * row * row;
    towardsFirst[0] += xFirst;
    towardsFirst[1] += xFirstX;
    towardsFirst[2] += yFirst;
    towardsFirst[3] += yFirst * row;
    towardsSecond[0] += xSecond;
    towardsSecond[1] += xSecondX;
    towardsSecond[2] += ySecond;
    towardsSecond[3] += ySecond * row;
    energyFirst += squaresFirst;
    energySecond += squaresSecond;
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
