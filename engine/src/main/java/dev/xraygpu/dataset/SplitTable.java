package dev.xraygpu.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** Splits of images from files of their own, such as the lists that come with a public dataset. */
final class SplitTable {
  /** Names of columns of paths, the usual one first, then those of public datasets. */
  private static final List<String> PATHS =
      List.of("path", "dicom_id", "Image Index", "image_id", "ImageID", "filename");

  private static final String SPLIT = "split";

  private final RowPaths paths;
  private final Map<String, Split> splits = new HashMap<>();

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
    int before = splits.size();
    try (LabelTableFile.Open open = new LabelTableFile(source.file()).open()) {
      Iterator<CSVRecord> rows = open.records().iterator();
      if (source.split().isPresent()) {
        while (rows.hasNext()) {
          add(source.file(), rows.next().get(0), source.split().get());
        }
      } else {
        readTable(source.file(), rows);
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      DatasetException fault = fault(source.file(), LabelTableFile.problem(e));
      fault.initCause(e);
      throw fault;
    }
    if (splits.size() == before) {
      throw fault(source.file(), "names no file of the dataset, or none that others do not name");
    }
  }

  private void readTable(Path file, Iterator<CSVRecord> rows) throws DatasetException {
    if (!rows.hasNext()) {
      throw fault(file, "is empty");
    }
    CSVRecord header = rows.next();
    int split = position(header, List.of(SPLIT));
    int path = position(header, PATHS);
    if (split < 0 || path < 0) {
      throw fault(
          file,
          "needs a column named split and one of paths ("
              + String.join(", ", PATHS)
              + "); it has "
              + OneLine.of(String.join(",", header.values()))
              + ". A list of paths without columns is given as test=FILE");
    }
    while (rows.hasNext()) {
      CSVRecord row = rows.next();
      if (row.size() <= Math.max(split, path)) {
        throw fault(file, "has a row of " + row.size() + " columns, too few: " + shown(row));
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
      add(file, row.get(path), value.get());
    }
  }

  private static String shown(CSVRecord row) {
    return OneLine.of(String.join(",", row.values()));
  }

  private static int position(CSVRecord header, List<String> names) {
    for (String name : names) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).strip().equalsIgnoreCase(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private void add(Path file, String cell, Split split) throws DatasetException {
    Optional<String> path = paths.resolve(cell);
    if (path.isEmpty()) {
      return;
    }
    List<String> named = paths.named(path.get());
    if (named.size() > 1) {
      throw fault(file, RowPaths.ambiguous(cell, named));
    }
    String found = named.isEmpty() ? path.get() : named.get(0);
    if (!paths.isFile(found)) {
      return;
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
  }

  private static DatasetException fault(Path file, String what) {
    return new DatasetException("the file of splits " + OneLine.of(file.toString()) + " " + what);
  }
}
