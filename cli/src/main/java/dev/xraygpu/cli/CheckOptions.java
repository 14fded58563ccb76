package dev.xraygpu.cli;

import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.DatasetCheckOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the checks of a dataset as a whole compare with and write. */
final class CheckOptions {
  @Option(
      names = "--compare-labels",
      paramLabel = "FILE",
      description = "A second label file: report what it says otherwise.")
  @Nullable Path secondLabels;

  @Option(
      names = "--fix-splits",
      paramLabel = "FILE",
      description =
          "Write a label file in which no patient and no copy of an image is in two splits, for"
              + " --labels; outside DATASET.")
  @Nullable Path fixedSplits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides between equal choices of --fix-splits (default: ${DEFAULT-VALUE}).")
  long seed = DatasetCheckOptions.DEFAULT.seed();

  DatasetCheckOptions options(CheckExtent extent) {
    return new DatasetCheckOptions(
        extent, Optional.ofNullable(secondLabels), Optional.ofNullable(fixedSplits), seed);
  }
}
