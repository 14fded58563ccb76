package dev.xraygpu.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of labels: UTF-8, commas, quotes as in RFC 4180, a header with the columns {@code
 * path} and {@code label} and optionally {@code split} and {@code patient} in any order and case;
 * further columns are ignored. Paths are relative to the dataset's root, wherever the file itself
 * lies, or absolute within the root.
 */
final class LabelFile {
  private static final long MAX_BYTES = 1L << 30;

  /**
   * A row.
   *
   * @param line where it begins in the file, from 1
   * @param label empty if the cell is
   * @param split nothing if the file has no such column or the cell is empty
   * @param patient empty likewise
   */
  record Row(long line, String label, Optional<Split> split, String patient) {}

  private final Path file;
  private final RowPaths paths;
  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, String> interned = new HashMap<>();

  private LabelFile(Path file, RowPaths paths) {
    this.file = file;
    this.paths = paths;
  }

  /**
   * Reads the rows, by path relative to the root.
   *
   * @throws DatasetException if the file cannot be read or contradicts itself; names the line
   */
  static Map<String, Row> read(Path file, RowPaths paths) throws DatasetException {
    LabelFile labels = new LabelFile(file, paths);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw fault(file, "is larger than 1 GiB: split the dataset");
      }
      labels.parse();
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(file, e);
    }
    return labels.rows;
  }

  /**
   * Looks whether there is such a file.
   *
   * @throws DatasetException if not
   */
  static void check(Path file) throws DatasetException {
    if (!Files.isRegularFile(file)) {
      throw fault(
          file,
          Files.exists(file)
              ? "is not a regular file: give a CSV file"
              : "does not exist: give a CSV file with the columns path,label[,split][,patient]");
    }
  }

  private static DatasetException unreadable(Path file, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CharacterCodingException) {
      return fault(file, "is not UTF-8: save it as UTF-8");
    }
    DatasetException fault =
        fault(file, "cannot be read: " + OneLine.of(String.valueOf(cause.getMessage())));
    fault.initCause(e);
    return fault;
  }

  private void parse() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();
    try (Reader reader = open();
        CSVParser parser = CSVParser.parse(reader, format)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw fault("is empty: its first line must name the columns path,label[,split][,patient]");
      }
      CSVRecord header = records.next();
      int path = column(header, "path");
      int label = column(header, "label");
      int split = column(header, "split");
      int patient = column(header, "patient");
      if (path < 0 || label < 0) {
        throw fault(
            "has no column "
                + (path < 0 ? "path" : "label")
                + ": its first line must name the columns path,label[,split][,patient], not "
                + OneLine.of(String.join(",", header.values())));
      }
      while (records.hasNext()) {
        CSVRecord row = records.next();
        // The parser tells the line where a record ends; a quoted cell may span several.
        long line = parser.getCurrentLineNumber() - lineBreaks(row);
        if (row.size() <= Math.max(path, label)) {
          throw fault(line, "has " + row.size() + " columns, too few for a path and a label");
        }
        add(
            row.get(path),
            new Row(line, cell(row, label), splitOf(cell(row, split), line), cell(row, patient)));
      }
    }
  }

  private static long lineBreaks(CSVRecord row) {
    return row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private Reader open() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private int column(CSVRecord header, String name) throws DatasetException {
    int found = -1;
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).strip().equalsIgnoreCase(name)) {
        if (found >= 0) {
          throw fault("has two columns named " + name + ": remove one");
        }
        found = i;
      }
    }
    return found;
  }

  private String cell(CSVRecord row, int column) {
    String value = column < 0 || column >= row.size() ? "" : row.get(column).strip();
    return interned.computeIfAbsent(value, v -> v);
  }

  private Optional<Split> splitOf(String value, long line) throws DatasetException {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Split> split = Split.of(value);
    if (split.isEmpty()) {
      throw fault(line, "has the split " + OneLine.of(value) + ": use train, val or test");
    }
    return split;
  }

  private void add(String cell, Row row) throws DatasetException {
    Optional<String> path = paths.resolve(cell);
    if (path.isEmpty()) {
      throw fault(
          row.line(),
          cell.isBlank()
              ? "has no path"
              : "has the path "
                  + OneLine.of(cell)
                  + ", which is not a file inside the dataset: paths are relative to its root");
    }
    Row earlier = rows.putIfAbsent(path.get(), row);
    if (earlier != null) {
      boolean same =
          earlier.label().equals(row.label())
              && earlier.split().equals(row.split())
              && earlier.patient().equals(row.patient());
      throw fault(
          "lists "
              + OneLine.of(path.get())
              + " twice, on lines "
              + earlier.line()
              + " and "
              + row.line()
              + (same ? ", with the same values" : ", with different values")
              + ": remove one row");
    }
  }

  private DatasetException fault(String what) {
    return fault(file, what);
  }

  private static DatasetException fault(Path file, String what) {
    return new DatasetException("the label file " + OneLine.of(file.toString()) + " " + what);
  }

  private DatasetException fault(long line, String what) {
    return new DatasetException(
        "line " + line + " of the label file " + OneLine.of(file.toString()) + " " + what);
  }
}
