package dev.xraygpu.cli;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.LabelColumns;
import dev.xraygpu.dataset.ScanOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the dataset is and how it is read. */
final class DatasetOptions {
  @Parameters(
      paramLabel = "DATASET",
      description =
          "Folder: DATASET/{train,val,test}/CLASS/*, DATASET/CLASS/*, or images directly in it.")
  Path root;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "CSV with the columns path,label and optionally split,patient.")
  @Nullable Path labels;

  @Option(
      names = "--label-columns",
      paramLabel = "path=NAME,label=NAME",
      description =
          "Other names of the columns of --labels, with split=NAME and patient=NAME if they are to"
              + " be read. The tables of NIH ChestX-ray14 and RSNA are known without.")
  @Nullable String labelColumns;

  @Option(
      names = "--patient-pattern",
      paramLabel = "REGEX",
      description =
          "How to find the patient in a path: the group 'patient', group 1, or the whole match.")
  @Nullable String patientPattern;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  DatasetOptions() {}

  ScanOptions scan() throws DatasetException {
    ScanOptions scan = ScanOptions.DEFAULT;
    if (labels != null) {
      scan = scan.withLabels(labels);
    }
    if (labelColumns != null) {
      if (labels == null) {
        throw new DatasetException("--label-columns names the columns of --labels: give that, too");
      }
      scan = scan.withColumns(LabelColumns.parse(labelColumns));
    }
    if (patientPattern != null) {
      scan = scan.withPatientPattern(patientPattern);
    }
    return scan;
  }
}
