package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
import dev.xraygpu.failure.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;

/** Splits of images from files of their own, such as the lists that come with a public dataset. */
final class SplitTable {
  private final RowPaths paths;
  private final Map<String, Split> splits = new HashMap<>();
  // What the file that is being read names first.
  private String first = "";

  private SplitTable(RowPaths paths) {
    this.paths = paths;
  }

  /**
   * The splits by path relative to the root; what names no file of the dataset is left out.
   *
   * @throws DatasetException if a file cannot be read, or none of its lines names a file of the
   *     dataset, or a file is in two splits
   */
  static Map<String, Split> read(List<SplitSource> sources, RowPaths paths)
      throws DatasetException {
    SplitTable table = new SplitTable(paths);
    for (SplitSource source : sources) {
      table.read(source);
    }
    return table.splits;
  }

  private void read(SplitSource source) throws DatasetException {
    boolean names = false;
    first = "";
    try (LabelTableFile.Open open = new LabelTableFile(source.file()).open()) {
      Iterator<CSVRecord> rows = open.records().iterator();
      if (source.split().isPresent()) {
        while (rows.hasNext()) {
          names |= add(source.file(), rows.next().get(0), source.split().get());
        }
      } else {
        names = readTable(source.file(), rows);
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      DatasetException fault = fault(source.file(), new LabelTableFile(source.file()).problem(e));
      fault.initCause(e);
      throw fault;
    }
    if (!names) {
      throw fault(
          source.file(),
          "names no file of the dataset: paths are relative to the dataset's folder, or names of"
              + " files alone"
              + (first.isEmpty() ? "" : "; the first is " + OneLine.of(first)));
    }
  }

  // Whether it names a file of the dataset.
  private boolean readTable(Path file, Iterator<CSVRecord> rows) throws DatasetException {
    if (!rows.hasNext()) {
      throw fault(file, "is empty");
    }
    CSVRecord header = rows.next();
    OptionalInt splitColumn;
    OptionalInt pathColumn;
    try {
      NamedColumns columns = new NamedColumns(header);
      splitColumn = columns.position(Column.SPLIT.usual());
      pathColumn = columns.path(Column.PATH.usual());
    } catch (TableFault e) {
      DatasetException fault = fault(file, e.problem);
      fault.initCause(e);
      throw fault;
    }
    if (splitColumn.isEmpty() || pathColumn.isEmpty()) {
      throw fault(
          file,
          "needs a column named split and one of paths ("
              + String.join(", ", NamedColumns.PATHS)
              + "); it has "
              + OneLine.of(String.join(",", header.values()))
              + ". A list of paths without columns is given as test=FILE");
    }
    int split = splitColumn.getAsInt();
    int path = pathColumn.getAsInt();
    boolean names = false;
    while (rows.hasNext()) {
      CSVRecord row = rows.next();
      if (LabelTableFile.isBlank(row)) {
        continue;
      }
      if (row.size() <= Math.max(split, path)) {
        throw fault(file, "has a row of " + row.size() + " columns, too few: " + shown(row));
      }
      try {
        LabelTableFile.requireNoMore(row, header.size());
      } catch (TableFault e) {
        throw fault(file, "has a row that " + e.problem + "; it is " + shown(row));
      }
      Optional<Split> value = Split.of(row.get(split).strip());
      if (value.isEmpty()) {
        throw fault(
            file,
            "has the split "
                + OneLine.of(row.get(split))
                + ": use train, val or test; in the row "
                + shown(row));
      }
      names |= add(file, row.get(path), value.get());
    }
    return names;
  }

  private static String shown(CSVRecord row) {
    return OneLine.of(String.join(",", row.values()));
  }

  // Whether the cell names a file of the dataset.
  private boolean add(Path file, String cell, Split split) throws DatasetException {
    first = first.isEmpty() ? cell : first;
    Optional<String> path = paths.resolve(cell);
    if (path.isEmpty()) {
      return false;
    }
    List<String> named = paths.named(path.get());
    if (named.size() > 1) {
      throw fault(file, RowPaths.ambiguous(cell, named));
    }
    String found = named.isEmpty() ? path.get() : named.get(0);
    if (!paths.isFile(found)) {
      return false;
    }
    Split earlier = splits.putIfAbsent(found, split);
    if (earlier != null && earlier != split) {
      throw fault(
          file,
          "puts "
              + OneLine.of(found)
              + " into "
              + split
              + ", and it is in "
              + earlier
              + " already: --splits must agree");
    }
    return true;
  }

  private static DatasetException fault(Path file, String what) {
    return new DatasetException("the file of splits " + OneLine.of(file.toString()) + " " + what);
  }
}
