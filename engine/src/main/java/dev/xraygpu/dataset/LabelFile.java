package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
import dev.xraygpu.dataset.LabelTable.Row;
import dev.xraygpu.failure.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of labels, with a header that has the columns {@code path} and {@code label} and
 * optionally {@code split} and {@code patient} in any order and case, or others as {@link
 * LabelHeader} finds them; further columns are ignored. Paths are relative to the dataset's root,
 * wherever the file itself lies, or absolute within the root, or names of files that the dataset
 * has but once.
 */
final class LabelFile {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** Whether it says what the dataset is, or is compared with one that does. */
  private enum Role {
    FIRST,
    SECOND
  }

  private final List<Path> files;
  private final RowPaths paths;
  private final LabelReading reading;
  private final Role role;
  private final ClassChoice classes;
  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, List<String>> repeated = new HashMap<>();
  private final Map<String, String> interned = new HashMap<>();
  // The one that is being read.
  private Path file;

  private LabelFile(
      List<Path> files, RowPaths paths, LabelReading reading, Role role, ClassChoice classes) {
    this.files = files;
    this.file = files.get(0);
    this.paths = paths;
    this.reading = reading;
    this.role = role;
    this.classes = classes;
  }

  /**
   * Reads the files, which are parts of one table.
   *
   * @param files at least one
   * @param classes those that count, where an image may have several
   * @throws DatasetException if it cannot be read or contradicts itself; names the line
   */
  static LabelTable read(
      List<Path> files, RowPaths paths, LabelReading reading, ClassChoice classes)
      throws DatasetException {
    return read(new LabelFile(files, paths, reading, Role.FIRST, classes));
  }

  /**
   * Reads a file that is compared with the first, with all of its classes; a separator that only
   * that one needs is no fault.
   *
   * @throws DatasetException as {@link #read} does
   */
  static LabelTable readSecond(Path file, RowPaths paths, LabelReading reading)
      throws DatasetException {
    return read(new LabelFile(List.of(file), paths, reading, Role.SECOND, ClassChoice.ALL));
  }

  private static LabelTable read(LabelFile labels) throws DatasetException {
    try {
      return labels.parse();
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(labels.file, e);
    }
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
    DatasetException fault = fault(file, new LabelTableFile(file).problem(e));
    fault.initCause(e);
    return fault;
  }

  private LabelTable parse() throws IOException {
    Optional<LabelHeader> header = Optional.empty();
    for (Path next : files) {
      file = next;
      header = Optional.of(readRows(header));
    }
    return table(header.orElseThrow());
  }

  /**
   * Reads a file.
   *
   * @param before the header of those before it
   * @return the header of all
   */
  private LabelHeader readRows(Optional<LabelHeader> before) throws IOException {
    try (LabelTableFile.Open table = new LabelTableFile(file).open()) {
      CSVParser parser = table.records();
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw fault(
            "is empty: its first line must name the columns " + reading.columns().expected());
      }
      CSVRecord first = records.next();
      LabelHeader header = header(first, before);
      int last = header.last();
      // Of a copy that broke off nothing but the header may be left; others' rows would hide that.
      if (!records.hasNext() && files.size() > 1) {
        throw fault("has no rows: add one for each image, or leave it out");
      }
      while (records.hasNext()) {
        CSVRecord row = records.next();
        if (LabelTableFile.isBlank(row)) {
          continue;
        }
        // The parser tells the line where a record ends; a quoted cell may span several.
        long line = table.linesBefore() + parser.getCurrentLineNumber() - lineBreaks(row);
        if (row.size() <= last) {
          throw fault(line, "has " + row.size() + " columns, too few for a path and a label");
        }
        Row read = row(row, header, first.size(), line);
        if (header.manifest().isPresent() && addOfManifest(row, read, header)) {
          continue;
        }
        for (String path : paths(row, header, line)) {
          add(path, read, header);
        }
      }
      return header;
    }
  }

  private Row row(CSVRecord row, LabelHeader header, int columns, long line)
      throws DatasetException {
    try {
      LabelTableFile.requireNoMore(row, columns);
      return new Row(
          line,
          files.size() == 1 ? "" : interned(OneLine.of(file.toString())),
          interned(header.cells().key(row)),
          splitOf(header.cell(row, Column.SPLIT), line),
          interned(header.cell(row, Column.PATIENT)),
          header.path().isPresent() ? interned(header.cell(row, Column.STUDY)) : "",
          header.manifest().map(manifest -> manifest.droppedFor(row)).orElse(List.of()));
    } catch (TableFault e) {
      throw fault(line, e.problem);
    }
  }

  // What the keys of the labels mean is known only now.
  private LabelTable table(LabelHeader header) throws DatasetException {
    repeated.forEach(
        (path, keys) ->
            rows.computeIfPresent(
                path,
                (p, first) -> {
                  keys.add(0, first.label());
                  return first.withLabel(
                      interned(header.cells().combined(keys, reading.repeated())));
                }));
    Set<String> keys = new HashSet<>();
    rows.values().forEach(row -> keys.add(row.label()));
    Optional<LabelCells.Meaning> meaning = header.cells().meaning(keys, classes);
    if (meaning.isPresent()) {
      Map<String, String> texts = meaning.get().texts();
      rows.replaceAll((path, row) -> row.withLabel(texts.getOrDefault(row.label(), "")));
    }
    return new LabelTable(
        rows,
        meaning.map(LabelCells.Meaning::sets),
        LabelNotice.of(header, meaning.map(LabelCells.Meaning::sets), keys, reading));
  }

  private LabelHeader header(CSVRecord record, Optional<LabelHeader> before)
      throws DatasetException {
    LabelHeader header;
    try {
      header = LabelHeader.find(record, reading);
      if (before.isPresent()) {
        header = before.get().with(header);
      }
    } catch (TableFault e) {
      throw fault(e.problem);
    }
    if (reading.repeated() != RepeatedRows.REFUSE
        && header.cells() instanceof LabelCells.OneClass) {
      throw fault(
          "has one class for each image, and --label-rows combines several classes: leave it out,"
              + " or say with --label-separator or --label-columns how the file names several");
    }
    if (role == Role.FIRST
        && reading.separator().kind() != LabelSeparator.Kind.OF_TABLE
        && header.cells() instanceof LabelCells.Columns) {
      throw fault(
          "has a column for each class, and --label-separator is for cells that name several: leave"
              + " it out, or say with --label-columns label=NAME which one column to take");
    }
    return header;
  }

  private static long lineBreaks(CSVRecord row) {
    return row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private String interned(String value) {
    return interned.computeIfAbsent(value, v -> v);
  }

  private Optional<Split> splitOf(String value, long line) throws DatasetException {
    // As a manifest has it of what belongs to none.
    if (value.isEmpty() || value.equals(Split.ALL.directory())) {
      return Optional.empty();
    }
    Optional<Split> split = Split.of(value);
    if (split.isEmpty()) {
      throw fault(line, "has the split " + OneLine.of(value) + ": use train, val or test");
    }
    return split;
  }

  // A row of a study is one of all its images.
  private List<String> paths(CSVRecord row, LabelHeader header, long line) throws DatasetException {
    if (header.path().isPresent()) {
      return List.of(path(row.get(header.path().getAsInt()), line));
    }
    String patient = header.cell(row, Column.PATIENT);
    String study = header.cell(row, Column.STUDY);
    if (!NUMBER.matcher(patient).matches() || !NUMBER.matcher(study).matches()) {
      throw fault(
          line,
          "has the patient "
              + OneLine.of(patient)
              + " and the study "
              + OneLine.of(study)
              + ": without a path, both are numbers, and images lie in pPATIENT/sSTUDY");
    }
    return paths.ofStudy(patient, study);
  }

  // Whether it is a row that no other table has.
  private boolean addOfManifest(CSVRecord cells, Row row, LabelHeader header)
      throws DatasetException {
    if (row.isWithoutLabel()) {
      return true;
    }
    Optional<String> path = paths.fileOfFrame(cells.get(header.path().orElseThrow()));
    if (path.isEmpty()) {
      return false;
    }
    Row earlier = rows.get(path.get());
    if (earlier != null && !row.agrees(earlier)) {
      throw fault(
          "says different things of frames of "
              + OneLine.of(path.get())
              + ", on "
              + places(earlier, row)
              + ": a label, a split and a patient are those of a whole file; give all its frames"
              + " the same");
    }
    rows.put(path.get(), earlier == null ? row : earlier.with(row));
    return true;
  }

  private static String places(Row one, Row other) {
    return other.file().isEmpty()
        ? "lines " + one.line() + " and " + other.line()
        : one.place() + " and " + other.place();
  }

  private void add(String path, Row row, LabelHeader header) throws DatasetException {
    Row earlier = rows.putIfAbsent(path, row);
    if (earlier == null) {
      return;
    }
    boolean samePlace =
        earlier.split().equals(row.split()) && earlier.patient().equals(row.patient());
    if (samePlace && reading.repeated() != RepeatedRows.REFUSE) {
      repeated.computeIfAbsent(path, p -> new ArrayList<>(2)).add(row.label());
      return;
    }
    boolean same = samePlace && earlier.label().equals(row.label());
    if (!same || !header.mayRepeat()) {
      boolean one = header.cells() instanceof LabelCells.OneClass;
      throw fault(
          "lists "
              + OneLine.of(path)
              + " twice, on "
              + places(earlier, row)
              + (same ? ", with the same values" : ", with different values")
              + ": remove one row"
              + (!samePlace || (one && same)
                  ? ""
                  : (one
                          ? ", or say with --label-separator '|' that an image may have several"
                              + " classes, and with"
                          : ", or say with")
                      + " --label-rows any, all or majority what they say together"));
    }
  }

  private String path(String cell, long line) throws DatasetException {
    Optional<String> path = paths.resolve(cell);
    if (path.isEmpty()) {
      throw fault(
          line,
          cell.isBlank()
              ? "has no path: write its file's there, or remove the row"
              : "has the path "
                  + OneLine.of(cell)
                  + ", which is not a file inside the dataset: paths are relative to its root");
    }
    List<String> named = paths.named(path.get());
    if (named.size() > 1) {
      throw fault(line, RowPaths.ambiguous(cell, named));
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
