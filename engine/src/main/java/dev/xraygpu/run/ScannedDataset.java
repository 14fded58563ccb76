package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import java.nio.file.Path;

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
}
