package dev.xraygpu.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scan is told beside the root.
 *
 * @param labels CSV files: of each image its path, label and optionally split and patient; none if
 *     the folders say it
 * @param reading how it is read
 * @param patients how patients are told from names
 * @param classes which of its classes count
 */
public record ScanOptions(
    List<Path> labels, LabelReading reading, PatientNaming patients, ClassChoice classes) {
  /** Copies the list. */
  public ScanOptions {
    labels = List.copyOf(labels);
  }

  /** No label file, the usual file names, all classes. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(List.of(), LabelReading.USUAL, PatientNaming.USUAL, ClassChoice.ALL);

  /** The tables that a scan reads. */
  public List<Path> tables() {
    List<Path> read = new ArrayList<>(labels);
    reading.splits().forEach(source -> read.add(source.file()));
    return read;
  }

  /** The same with label files. */
  public ScanOptions withLabels(Path... files) {
    return new ScanOptions(List.of(files), reading, patients, classes);
  }

  /** The same with another way to read the label file. */
  public ScanOptions withReading(LabelReading how) {
    return new ScanOptions(labels, how, patients, classes);
  }

  /** The same with another way to tell patients. */
  public ScanOptions withPatients(PatientNaming naming) {
    return new ScanOptions(labels, reading, naming, classes);
  }

  /** The same with other classes. */
  public ScanOptions withClasses(ClassChoice choice) {
    return new ScanOptions(labels, reading, patients, choice);
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
