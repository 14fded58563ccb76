package dev.xraygpu.run;

import dev.xraygpu.quality.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * {@code findings.csv}: a row per finding; those of the dataset itself come first, without a path.
 */
final class FindingsFile implements Closeable {
  /** The file's name. */
  static final String NAME = "findings.csv";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private final CSVPrinter printer;

  FindingsFile(Path folder) throws IOException {
    printer = new CSVPrinter(Files.newBufferedWriter(folder.resolve(NAME)), FORMAT);
    printer.printRecord("path", "code", "severity", "message");
  }

  /** Appends a row. */
  void write(Finding finding) throws IOException {
    printer.printRecord(finding.path(), finding.code(), finding.severity(), finding.message());
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
