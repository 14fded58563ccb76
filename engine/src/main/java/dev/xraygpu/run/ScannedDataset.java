package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.nio.file.Path;
import java.util.Optional;

/** The scan of a run, with what a person should know of it before the work begins. */
final class ScannedDataset {
  private ScannedDataset() {}

  /** Scans a folder. */
  static Dataset scan(Path root, ScanOptions options, RunListener listener)
      throws DatasetException {
    Dataset dataset = DatasetScanner.scan(root, options);
    if (!dataset.labelNotice().isEmpty()) {
      listener.note("Labels: " + dataset.labelNotice());
    }
    return dataset;
  }

  /**
   * Why there is nothing to take statistics of, where a dataset has no usable training split.
   *
   * @param remedy what to do if it has none at all
   */
  static RunException noTrainingSplit(Dataset dataset, String remedy) {
    Optional<Finding> rejected =
        dataset.samples().stream()
            .filter(sample -> sample.split() == Split.TRAIN)
            .flatMap(sample -> dataset.rejection(sample).stream())
            .findFirst();
    return new RunException(
        rejected.isPresent()
            ? "no image of the training split can be used; the first, "
                + OneLine.of(rejected.get().path())
                + ", is "
                + rejected.get().code()
                + ": "
                + OneLine.of(rejected.get().message())
                + ". See all with validate"
            : "the dataset has no training split, and statistics of other images would leak into a"
                + " model: "
                + remedy
                + dataset.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.SPLIT_IN_NAME)
                    .map(finding -> ". " + OneLine.of(finding.message()) + ": see validate")
                    .findFirst()
                    .orElse(""));
  }
}
