package dev.xraygpu.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What checks of a whole dataset are told.
 *
 * @param extent how far they go
 * @param secondLabels a label file to compare the dataset's labels with
 * @param fixedSplits a file that receives splits without leaks; outside of the dataset
 * @param seed decides between equal choices of such splits
 */
public record DatasetCheckOptions(
    CheckExtent extent, Optional<Path> secondLabels, Optional<Path> fixedSplits, long seed) {
  /** Refuses splits without copies where copies are not looked for. */
  public DatasetCheckOptions {
    if (extent == CheckExtent.FILES && fixedSplits.isPresent()) {
      throw new IllegalArgumentException(
          "splits that keep copies together need the search for copies");
    }
  }

  /** All checks, nothing to compare with, nothing to write. */
  public static final DatasetCheckOptions DEFAULT = of(CheckExtent.DATASET);

  /** Checks that go so far, with nothing to compare with and nothing to write. */
  public static DatasetCheckOptions of(CheckExtent extent) {
    return new DatasetCheckOptions(extent, Optional.empty(), Optional.empty(), 0);
  }
}
