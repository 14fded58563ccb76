package dev.xraygpu.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table of results on disk: comma-separated values as RFC 4180 has them, in UTF-8, with a line
 * feed at the end of each row. Cells are written as they are, so that who reads them gets the very
 * names of files, classes and patients.
 */
final class CsvTable implements Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private final CSVPrinter printer;

  private CsvTable(CSVPrinter printer) {
    this.printer = printer;
  }

  /** A new file with its first row, the names of the columns; an earlier file is replaced. */
  static CsvTable create(Path file, List<String> columns) throws IOException {
    return begin(Files.newBufferedWriter(file), columns);
  }

  /** A table on a writer, which belongs to it from now on, also where it cannot be begun. */
  static CsvTable begin(Writer to, List<String> columns) throws IOException {
    try {
      CsvTable table = new CsvTable(new CSVPrinter(to, FORMAT));
      table.row(columns);
      return table;
    } catch (IOException e) {
      try (to) {
        throw e;
      }
    }
  }

  /** Appends a row. */
  void row(Object... cells) throws IOException {
    printer.printRecord(cells);
  }

  /** Appends a row. */
  void row(Iterable<?> cells) throws IOException {
    printer.printRecord(cells);
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
