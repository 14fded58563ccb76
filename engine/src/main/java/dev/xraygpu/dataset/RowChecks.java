package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Holds the rows of a label file against the files of the dataset.
 *
 * @param byPath the rows
 * @param index of all files
 * @param folders what the folders say
 * @param labelFiles where the rows are from
 */
record RowChecks(
    Map<String, LabelTable.Row> byPath,
    FolderIndex index,
    FolderLayout folders,
    List<Path> labelFiles) {

  /**
   * Refuses a label file of which no row names a file: one wrong folder for all rows is one
   * mistake, not two findings for each file.
   *
   * @param example a path of the dataset that a row could name
   */
  void requireMatch(Supplier<String> example) throws DatasetException {
    if (byPath.isEmpty()) {
      throw new DatasetException(labelFile("") + " has no rows: add one for each image");
    }
    Map<String, String> unmatched = new TreeMap<>();
    Set<String> matched = new HashSet<>();
    byPath.forEach(
        (path, row) -> {
          if (index.holds(path)) {
            matched.add(row.file());
          } else {
            unmatched.merge(row.file(), path, (a, b) -> a.compareTo(b) < 0 ? a : b);
          }
        });
    for (Map.Entry<String, String> file : unmatched.entrySet()) {
      if (!matched.contains(file.getKey())) {
        throw new DatasetException(
            "no row of "
                + labelFile(file.getKey())
                + " names a file of the dataset: paths are relative to the dataset's root, such as "
                + OneLine.of(example.get())
                + ", not "
                + OneLine.of(file.getValue()));
      }
    }
  }

  /**
   * Refuses rows of which some have a split and others none.
   *
   * @return whether they have splits
   */
  boolean requireSplits() throws DatasetException {
    if (byPath.values().stream().noneMatch(row -> row.split().isPresent())) {
      return false;
    }
    Optional<Map.Entry<String, LabelTable.Row>> without =
        byPath.entrySet().stream()
            .filter(row -> row.getValue().split().isEmpty() && !folders.hasSplit(row.getKey()))
            .filter(row -> !row.getValue().isDropped() && index.holds(row.getKey()))
            .min(Comparator.comparingLong(row -> row.getValue().line()));
    if (without.isPresent()) {
      LabelTable.Row row = without.get().getValue();
      throw new DatasetException(
          "line "
              + row.line()
              + " of "
              + labelFile(row.file())
              + " has no split, others have one: use train, val or test, there or in --splits");
    }
    return true;
  }

  /**
   * A label file for a message.
   *
   * @param name as a row has it: empty if there is but one file
   */
  private String labelFile(String name) {
    return "the label file " + (name.isEmpty() ? OneLine.of(labelFiles.get(0).toString()) : name);
  }
}
