package dev.xraygpu.thumbnail;

/**
 * How the values of a thumbnail along one axis make up the cells of a grid: each cell is the mean
 * of what it covers, in proportion. Computed in {@code double} and stored as {@code float}, both of
 * which Java rounds the same everywhere.
 */
final class AreaAxis {
  private final int[] first;
  private final float[][] weights;

  /**
   * Cells over a part of an axis.
   *
   * @param length of the axis in original pixels
   * @param factor original pixels per value; the last value may cover fewer
   * @param from where the first cell begins, in original pixels; at least 0
   * @param to where the last cell ends; more than {@code from}, at most {@code length}
   * @param cells number of cells, all equally long
   */
  AreaAxis(int length, int factor, double from, double to, int cells) {
    if (!(from >= 0 && from < to && to <= length)) {
      throw new IllegalArgumentException(from + " to " + to + " is no part of 0 to " + length);
    }
    int values = (length + factor - 1) / factor;
    this.first = new int[cells];
    this.weights = new float[cells][];
    double step = (to - from) / cells;
    for (int cell = 0; cell < cells; cell++) {
      double begin = from + cell * step;
      double end = cell == cells - 1 ? to : from + (cell + 1) * step;
      int low = Math.min(values - 1, (int) (begin / factor));
      int high = Math.min(values - 1, Math.max(low, (int) Math.ceil(end / factor) - 1));
      float[] weight = new float[high - low + 1];
      for (int value = low; value <= high; value++) {
        double covered =
            Math.min(end, Math.min(length, (value + 1.0) * factor))
                - Math.max(begin, (double) value * factor);
        weight[value - low] = (float) (Math.max(0, covered) / (end - begin));
      }
      first[cell] = low;
      weights[cell] = weight;
    }
  }

  /** The first value a cell covers. */
  int first(int cell) {
    return first[cell];
  }

  /** What part of a cell each value covers, from its first on; their sum is 1. */
  float[] weights(int cell) {
    return weights[cell];
  }

  /** The mean of a cell over the values of one line. */
  float mean(float[] line, int cell) {
    float[] weight = weights[cell];
    int from = first[cell];
    float sum = 0;
    for (int i = 0; i < weight.length; i++) {
      sum += weight[i] * line[from + i];
    }
    return sum;
  }
}
