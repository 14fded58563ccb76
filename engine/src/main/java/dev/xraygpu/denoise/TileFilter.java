package dev.xraygpu.denoise;

import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;

/** A noise filter on a {@link GrayTile}, 8 bit. Thread-safe. */
interface TileFilter {
  /** By how many pixels its window reaches beyond a pixel. */
  int reach();

  /**
   * Filters the middle of a tile.
   *
   * @param tile larger than the result by {@link #reach} on each side
   */
  GrayTile filter(GrayTile tile);

  /** That of a stage, if it removes noise. */
  static Optional<TileFilter> of(Stage stage) {
    if (stage instanceof MedianBlur median) {
      return Optional.of(new TileMedian(median.kernel()));
    } else if (stage instanceof BilateralFilter bilateral) {
      return Optional.of(new TileBilateral(bilateral));
    } else if (stage instanceof NonLocalMeans means) {
      return Optional.of(new TileNonLocalMeans(means));
    }
    return Optional.empty();
  }
}
