package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of labels: UTF-8, separated as {@link TableStart} finds out, quotes as in RFC 4180, a
 * header with the columns {@code path} and {@code label} and optionally {@code split} and {@code
 * patient} in any order and case, or of the names that {@link LabelColumns} says; further columns
 * are ignored. Paths are relative to the dataset's root, wherever the file itself lies, or absolute
 * within the root, or names of files that the dataset has but once.
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
  private final LabelColumns columns;
  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, String> interned = new HashMap<>();

  private LabelFile(Path file, RowPaths paths, LabelColumns columns) {
    this.file = file;
    this.paths = paths;
    this.columns = columns;
  }

  /**
   * Reads the rows, by path relative to the root.
   *
   * @throws DatasetException if the file cannot be read or contradicts itself; names the line
   */
  static Map<String, Row> read(Path file, RowPaths paths, LabelColumns columns)
      throws DatasetException {
    LabelFile labels = new LabelFile(file, paths, columns);
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
    TableStart start = tableStart();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setDelimiter(start.separator()).get();
    try (BufferedReader reader = open()) {
      for (int i = 0; i < start.lines(); i++) {
        reader.readLine();
      }
      parse(reader, format, start);
    }
  }

  private void parse(Reader reader, CSVFormat format, TableStart start) throws IOException {
    try (CSVParser parser = CSVParser.parse(reader, format)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw fault("is empty: its first line must name the columns " + columns.expected());
      }
      LabelHeader header = header(records.next());
      int path = header.needed(Column.PATH);
      while (records.hasNext()) {
        CSVRecord row = records.next();
        // The parser tells the line where a record ends; a quoted cell may span several.
        long line = start.lines() + parser.getCurrentLineNumber() - lineBreaks(row);
        if (row.size() <= Math.max(path, header.needed(Column.LABEL))) {
          throw fault(line, "has " + row.size() + " columns, too few for a path and a label");
        }
        add(
            row.get(path),
            new Row(
                line,
                interned(header.cell(row, Column.LABEL)),
                splitOf(header.cell(row, Column.SPLIT), line),
                interned(header.cell(row, Column.PATIENT))),
            header.mayRepeat());
      }
    }
  }

  private LabelHeader header(CSVRecord record) throws DatasetException {
    try {
      return LabelHeader.find(record, columns);
    } catch (LabelHeader.Fault e) {
      throw fault(e.problem);
    }
  }

  private TableStart tableStart() throws IOException {
    try (BufferedReader reader = open()) {
      return TableStart.of(reader.readLine());
    }
  }

  private static long lineBreaks(CSVRecord row) {
    return row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private BufferedReader open() throws IOException {
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

  private String interned(String value) {
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

  private void add(String cell, Row row, boolean mayRepeat) throws DatasetException {
    String path = path(cell, row.line());
    Row earlier = rows.putIfAbsent(path, row);
    if (earlier == null) {
      return;
    }
    boolean same =
        earlier.label().equals(row.label())
            && earlier.split().equals(row.split())
            && earlier.patient().equals(row.patient());
    if (!same || !mayRepeat) {
      throw fault(
          "lists "
              + OneLine.of(path)
              + " twice, on lines "
              + earlier.line()
              + " and "
              + row.line()
              + (same ? ", with the same values" : ", with different values")
              + ": remove one row");
    }
  }

  private String path(String cell, long line) throws DatasetException {
    Optional<String> path = paths.resolve(cell);
    if (path.isEmpty()) {
      throw fault(
          line,
          cell.isBlank()
              ? "has no path"
              : "has the path "
                  + OneLine.of(cell)
                  + ", which is not a file inside the dataset: paths are relative to its root");
    }
    List<String> named = paths.named(path.get());
    if (named.size() > 1) {
      throw fault(
          line,
          "names "
              + OneLine.of(cell)
              + ", and there are "
              + OneLine.of(named.get(0))
              + " and "
              + OneLine.of(named.get(1))
              + ": give the path of one");
    }
    return named.isEmpty() ? path.get() : named.get(0);
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
