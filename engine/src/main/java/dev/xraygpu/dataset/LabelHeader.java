package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Where a label file has its columns.
 *
 * @param positions from 0, of the columns that are there
 * @param mayRepeat whether a table made for something else may say the same of a file in several
 *     rows, as one with a row for each box does
 */
record LabelHeader(Map<Column, Integer> positions, boolean mayRepeat) {
  /** A header that cannot be used. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, to be said behind the file's name. */
    final String problem;

    Fault(String problem) {
      super(problem);
      this.problem = problem;
    }
  }

  /**
   * Finds the columns: those that are given, else those of the usual names, else those of a table
   * as it is published.
   *
   * @throws Fault if there is no path or label, or a column of a given name is not there or is
   *     there twice
   */
  static LabelHeader find(CSVRecord header, LabelColumns given) throws Fault {
    Map<Column, Integer> found = positions(header, given);
    Optional<Column> missing = missing(found, given);
    if (missing.isEmpty()) {
      return new LabelHeader(found, !given.equals(LabelColumns.USUAL));
    }
    if (given.equals(LabelColumns.USUAL)) {
      for (LabelColumns published : LabelColumns.PUBLISHED) {
        Map<Column, Integer> positions = positions(header, published);
        if (missing(positions, published).isEmpty()) {
          return new LabelHeader(positions, true);
        }
      }
    }
    throw new Fault(
        "has no column "
            + OneLine.of(given.name(missing.get()))
            + ": its first line must name the columns "
            + OneLine.of(given.expected())
            + ", not "
            + OneLine.of(String.join(",", header.values()))
            + "; --label-columns path=NAME,label=NAME takes columns of other names");
  }

  // The first of the needed ones that was not found.
  private static Optional<Column> missing(Map<Column, Integer> found, LabelColumns columns) {
    return Arrays.stream(Column.values())
        .filter(column -> isNeeded(column, columns) && !found.containsKey(column))
        .findFirst();
  }

  private static boolean isNeeded(Column column, LabelColumns columns) {
    return column == Column.PATH || column == Column.LABEL || columns.gives(column);
  }

  private static Map<Column, Integer> positions(CSVRecord header, LabelColumns columns)
      throws Fault {
    Map<Column, Integer> positions = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      String name = columns.name(column);
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).strip().equalsIgnoreCase(name)
            && positions.putIfAbsent(column, i) != null) {
          throw new Fault("has two columns named " + OneLine.of(name) + ": remove one");
        }
      }
    }
    return positions;
  }

  /** The position of a path's or a label's column. */
  int needed(Column column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(column + " is not needed");
    }
    return position;
  }

  /** The cell of a row, stripped; empty if the column or the cell is not there. */
  String cell(CSVRecord row, Column column) {
    return Optional.ofNullable(positions.get(column))
        .filter(position -> position < row.size())
        .map(position -> row.get(position).strip())
        .orElse("");
  }
}
