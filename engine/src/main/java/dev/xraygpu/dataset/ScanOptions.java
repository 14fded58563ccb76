package dev.xraygpu.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a scan is told beside the root.
 *
 * @param labels CSV file: of each image its path, label and optionally split and patient
 * @param columns the names of its columns
 * @param patients how patients are told from names
 */
public record ScanOptions(Optional<Path> labels, LabelColumns columns, PatientNaming patients) {
  /** No label file, the usual file names. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(Optional.empty(), LabelColumns.USUAL, PatientNaming.USUAL);

  /** The same with a label file. */
  public ScanOptions withLabels(Path file) {
    return new ScanOptions(Optional.of(file), columns, patients);
  }

  /** The same with other names of the label file's columns. */
  public ScanOptions withColumns(LabelColumns names) {
    return new ScanOptions(labels, names, patients);
  }

  /** The same with another way to tell patients. */
  public ScanOptions withPatients(PatientNaming naming) {
    return new ScanOptions(labels, columns, naming);
  }

  /**
   * The same with a regular expression for patients.
   *
   * @throws DatasetException if it is not a regular expression
   */
  public ScanOptions withPatientPattern(String regex) throws DatasetException {
    return withPatients(PatientNaming.pattern(regex));
  }
}
