package dev.xraygpu.cli;

import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.DatasetCheckOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
      description = "Decides between equal choices of --fix-splits; default 0.")
  @Nullable Long seed;

  DatasetCheckOptions options(CheckExtent extent, CommandSpec spec) {
    if (seed != null && fixedSplits == null) {
      throw new ParameterException(
          spec.commandLine(), "--seed is for the choices of --fix-splits: give that, too");
    }
    return new DatasetCheckOptions(
        extent,
        Optional.ofNullable(secondLabels),
        Optional.ofNullable(fixedSplits),
        seed == null ? DatasetCheckOptions.DEFAULT.seed() : seed);
  }
}
