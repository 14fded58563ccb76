package dev.xraygpu.denoise;

import dev.xraygpu.pipeline.BilateralFilter;

/** The bilateral filter with a table of colour weights and one of space weights. */
final class TileBilateral implements TileFilter {
  private static final int LEVELS = 256;

  private final int reach;
  private final double[] byDifference = new double[LEVELS];
  private final double[] byPlace;

  TileBilateral(BilateralFilter stage) {
    this.reach = stage.diameter() / 2;
    for (int i = 0; i < LEVELS; i++) {
      byDifference[i] = StrictMath.exp(-0.5 * i * i / (stage.sigmaColor() * stage.sigmaColor()));
    }
    int window = 2 * reach + 1;
    this.byPlace = new double[window * window];
    for (int j = -reach; j <= reach; j++) {
      for (int i = -reach; i <= reach; i++) {
        int square = i * i + j * j;
        byPlace[(j + reach) * window + i + reach] =
            square > reach * reach
                ? 0
                : StrictMath.exp(-0.5 * square / (stage.sigmaSpace() * stage.sigmaSpace()));
      }
    }
  }

  @Override
  public int reach() {
    return reach;
  }

  @Override
  public GrayTile filter(GrayTile tile) {
    int side = tile.side() - 2 * reach;
    int window = 2 * reach + 1;
    int[] result = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int centre = tile.at(x + reach, y + reach);
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < window; j++) {
          for (int i = 0; i < window; i++) {
            int value = tile.at(x + i, y + j);
            double weight = byPlace[j * window + i] * byDifference[Math.abs(value - centre)];
            sum += weight * value;
            weights += weight;
          }
        }
        result[y * side + x] = (int) Math.rint(sum / weights);
      }
    }
    return new GrayTile(side, result);
  }
}
