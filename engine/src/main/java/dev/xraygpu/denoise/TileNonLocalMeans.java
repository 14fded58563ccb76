package dev.xraygpu.denoise;

import dev.xraygpu.pipeline.NonLocalMeans;
import java.util.Arrays;

/**
 * Non-local means of 8-bit values, one place of the search window after the other, so that the
 * differences of whole templates are sums that move along. The distance is the mean squared
 * difference, in double precision instead of OpenCV's table.
 */
final class TileNonLocalMeans implements TileFilter {
  private static final double NEGLIGIBLE = 0.001;
  private static final int LARGEST_TABLE = 1 << 16;

  private final int template;
  private final int search;

  /** Weights by the sum of squared differences over the template, shifted; 0 beyond its end. */
  private final float[] weights;

  private final int shift;

  TileNonLocalMeans(NonLocalMeans stage) {
    this.template = stage.template();
    this.search = stage.search();
    double scale = (double) template * template * stage.strength() * stage.strength();
    double largest = -StrictMath.log(NEGLIGIBLE) * scale;
    int bits = 0;
    while (largest / (1 << bits) > LARGEST_TABLE) {
      bits++;
    }
    this.shift = bits;
    this.weights = new float[(int) (largest / (1 << bits)) + 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) StrictMath.exp(-i * (double) (1 << bits) / scale);
    }
  }

  @Override
  public int reach() {
    return search / 2 + template / 2;
  }

  @Override
  public GrayTile filter(GrayTile tile) {
    int side = tile.side() - 2 * reach();
    int wide = side + template - 1;
    float[] sums = new float[side * side];
    float[] totals = new float[side * side];
    int[] columns = new int[wide];
    for (int j = 0; j < search; j++) {
      for (int i = 0; i < search; i++) {
        addPlace(tile, i, j, side, columns, sums, totals);
      }
    }
    int[] result = new int[side * side];
    for (int p = 0; p < result.length; p++) {
      result[p] = Math.round(sums[p] / totals[p]);
    }
    return new GrayTile(side, result);
  }

  private void addPlace(
      GrayTile tile, int i, int j, int side, int[] columns, float[] sums, float[] totals) {
    int here = search / 2;
    int[] values = tile.values();
    int stride = tile.side();
    Arrays.fill(columns, 0);
    for (int y = 0; y < side + template - 1; y++) {
      addRow(values, (here + y) * stride + here, (j + y) * stride + i, 1, columns);
      if (y < template - 1) {
        continue;
      }
      int row = y - (template - 1);
      int sum = 0;
      for (int x = 0; x < template - 1; x++) {
        sum += columns[x];
      }
      int centre = (j + row + template / 2) * stride + i + template / 2;
      for (int x = 0; x < side; x++) {
        sum += columns[x + template - 1];
        int distance = sum >> shift;
        if (distance < weights.length) {
          float weight = weights[distance];
          sums[row * side + x] += weight * values[centre + x];
          totals[row * side + x] += weight;
        }
        sum -= columns[x];
      }
      addRow(values, (here + row) * stride + here, (j + row) * stride + i, -1, columns);
    }
  }

  private static void addRow(int[] values, int first, int second, int sign, int[] columns) {
    for (int x = 0; x < columns.length; x++) {
      int difference = values[first + x] - values[second + x];
      columns[x] += sign * difference * difference;
    }
  }
}
