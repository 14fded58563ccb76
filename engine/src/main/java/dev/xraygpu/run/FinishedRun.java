package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells whether an output folder holds the whole results of the very run that is asked for. */
final class FinishedRun {
  private FinishedRun() {}

  /**
   * Whether a run is to be resumed that has come to its end, and all its results are there.
   *
   * @throws RunException if it has, and they are not, or what is there cannot be looked at
   */
  static boolean isThis(PreprocessRun.Request request, DatasetCheckOptions checks)
      throws RunException {
    Path out = request.out();
    if (request.existing() != ExistingResults.RESUME || !WorkFolder.holdsFinishedRun(out)) {
      return false;
    }
    try {
      if (checks.fixedSplits().isPresent() && Files.notExists(checks.fixedSplits().get())) {
        return false;
      }
      Dataset dataset = DatasetScanner.scan(request.dataset(), request.scan());
      String identity = identity(request, dataset, checks);
      String asked = RunIdentity.withChecks(identity, request, checks);
      if (!asked.equals(PipelineFile.runIn(out))) {
        return false;
      }
      List<String> changed = PipelineFile.changedIn(out);
      if (!changed.isEmpty()) {
        throw new RunException(
            out
                + ": the run is finished, but not all of its results are as it wrote them ("
                + String.join(", ", changed)
                + "): make them anew with --overwrite");
      }
      return true;
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  /** Names the run on a dataset, without the checks after the pass. */
  static String identity(PreprocessRun.Request request, Dataset dataset, DatasetCheckOptions checks)
      throws IOException {
    String format =
        request.format() == OutputFormat.WEBDATASET
            ? request.format() + " of " + request.shardSize()
            : request.format().toString();
    return RunIdentity.of(
        dataset, request.pipeline(), format, request.labels(), request.settings(), checks);
  }
}
