package dev.xraygpu.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scan is told beside the root.
 *
 * @param labels CSV file: of each image its path, label and optionally split and patient
 * @param reading how it is read
 * @param patients how patients are told from names
 * @param classes which of its classes count
 */
public record ScanOptions(
    Optional<Path> labels, LabelReading reading, PatientNaming patients, ClassChoice classes) {
  /** No label file, the usual file names, all classes. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(Optional.empty(), LabelReading.USUAL, PatientNaming.USUAL, ClassChoice.ALL);

  /** The tables that a scan reads. */
  public List<Path> tables() {
    List<Path> read = new ArrayList<>();
    labels.ifPresent(read::add);
    reading.splits().forEach(source -> read.add(source.file()));
    return read;
  }

  /** The same with a label file. */
  public ScanOptions withLabels(Path file) {
    return new ScanOptions(Optional.of(file), reading, patients, classes);
  }

  /** The same with another way to read the label file. */
  public ScanOptions withReading(LabelReading how) {
    return new ScanOptions(labels, how, patients, classes);
  }

  /** The same with other names of the label file's columns. */
  public ScanOptions withColumns(LabelColumns names) {
    return withReading(reading.with(names));
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
