package dev.xraygpu.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What checks of a whole dataset are told.
 *
 * @param secondLabels a label file to compare the dataset's labels with
 * @param fixedSplits a file that receives splits without leaks; outside of the dataset
 * @param seed decides between equal choices of such splits
 */
public record DatasetCheckOptions(
    Optional<Path> secondLabels, Optional<Path> fixedSplits, long seed) {
  /** Nothing to compare with, nothing to write. */
  public static final DatasetCheckOptions DEFAULT =
      new DatasetCheckOptions(Optional.empty(), Optional.empty(), 0);
}
