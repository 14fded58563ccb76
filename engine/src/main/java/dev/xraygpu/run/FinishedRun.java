package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether an output folder holds the whole results of the very run that is asked for. */
final class FinishedRun {
  private FinishedRun() {}

  /** Whether a run is to be resumed that has come to its end, and all its results are there. */
  static boolean isThis(PreprocessRun.Request request, DatasetCheckOptions checks)
      throws RunException {
    Path out = request.out();
    if (request.existing() != ExistingResults.RESUME || !WorkFolder.holdsFinishedRun(out)) {
      return false;
    }
    try {
      for (String result : PipelineFile.resultsIn(out)) {
        if (Files.notExists(out.resolve(result))) {
          return false;
        }
      }
      if (checks.fixedSplits().isPresent() && Files.notExists(checks.fixedSplits().get())) {
        return false;
      }
      Dataset dataset = DatasetScanner.scan(request.dataset(), request.scan());
      String asked = RunIdentity.withChecks(identity(request, dataset), checks);
      return asked.equals(PipelineFile.runIn(out));
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  /** Names the run on a dataset, without the checks after the pass. */
  static String identity(PreprocessRun.Request request, Dataset dataset) throws IOException {
    String format =
        request.format() == OutputFormat.WEBDATASET
            ? request.format() + " of " + request.shardSize()
            : request.format().toString();
    return RunIdentity.of(dataset, request.pipeline(), format, request.settings());
  }
}
