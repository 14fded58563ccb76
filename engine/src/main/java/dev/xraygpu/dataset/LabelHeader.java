package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
import dev.xraygpu.failure.OneLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;

/**
 * Where a label file has its columns.
 *
 * @param positions from 0, of the columns that are there; without those of labels
 * @param cells where and how it says the labels
 * @param mayRepeat whether a table made for something else may say the same of a file in several
 *     rows, as one with a row for each box does
 * @param table the public dataset whose table it is; empty if it is none
 * @param manifest columns of a manifest, if it is one
 */
record LabelHeader(
    Map<Column, Integer> positions,
    LabelCells cells,
    boolean mayRepeat,
    String table,
    Optional<ManifestColumns> manifest) {
  private static final String RANGE = "..";
  private static final String LIST = "|";

  /**
   * Finds the columns: those that are given, else those of the usual names, else those of a table
   * as it is published.
   *
   * @throws TableFault if there is no path or label, or a column of a given name is not there or is
   *     there twice
   */
  static LabelHeader find(CSVRecord header, LabelReading reading) throws TableFault {
    return new Search(header, reading).find();
  }

  private record Search(CSVRecord header, LabelReading reading) {
    LabelHeader find() throws TableFault {
      LabelColumns given = reading.columns();
      boolean usual = given.equals(LabelColumns.USUAL);
      Map<Column, Integer> positions = positions(given);
      Optional<LabelCells> cells = cells(given);
      if (tellsFiles(positions) && cells.isPresent()) {
        requireGiven(positions, given);
        return new LabelHeader(
            positions,
            cells.get(),
            !usual,
            "",
            usual ? ManifestColumns.find(header) : Optional.empty());
      }
      if (usual) {
        for (PublicTable table : PublicTable.ALL) {
          Map<Column, Integer> published = positions(table.columns());
          Optional<LabelCells> labels = cells(table);
          if (tellsFiles(published) && tells(table, published) && labels.isPresent()) {
            return new LabelHeader(
                published, labels.get(), true, table.dataset(), Optional.empty());
          }
        }
      }
      throw missing(tellsFiles(positions) ? Column.LABEL : Column.PATH, given);
    }

    private static boolean tellsFiles(Map<Column, Integer> positions) {
      return positions.containsKey(Column.PATH)
          || (positions.containsKey(Column.PATIENT) && positions.containsKey(Column.STUDY));
    }

    // A table that is published without paths may have got some since: then its patients tell it.
    private static boolean tells(PublicTable table, Map<Column, Integer> positions) {
      return table.columns().gives(Column.PATH) || positions.containsKey(Column.PATIENT);
    }

    private void requireGiven(Map<Column, Integer> positions, LabelColumns given)
        throws TableFault {
      for (Column column : Column.values()) {
        if (column != Column.LABEL && given.gives(column) && !positions.containsKey(column)) {
          throw missing(column, given);
        }
      }
    }

    private TableFault missing(Column column, LabelColumns given) {
      return new TableFault(
          "has no column "
              + OneLine.of(given.name(column))
              + ": its first line must name the columns "
              + OneLine.of(given.expected())
              + ", not "
              + OneLine.of(String.join(",", header.values()))
              + (header.size() == 1
                  ? ", which is one column: commas, semicolons or tabs separate them"
                  : "")
              + "; --label-columns path=NAME,label=NAME takes columns of other names, and"
              + " label=FIRST..LAST one for each class");
    }

    private Map<Column, Integer> positions(LabelColumns columns) throws TableFault {
      Map<Column, Integer> positions = new EnumMap<>(Column.class);
      for (Column column : Column.values()) {
        if (column != Column.LABEL) {
          OptionalInt found =
              column == Column.PATH && !columns.gives(column)
                  ? new NamedColumns(header).path(columns.name(column))
                  : position(columns.name(column));
          found.ifPresent(position -> positions.put(column, position));
        }
      }
      return positions;
    }

    private OptionalInt position(String name) throws TableFault {
      return new NamedColumns(header).position(name);
    }

    // Of the usual names, or of those that the user gave.
    private Optional<LabelCells> cells(LabelColumns columns) throws TableFault {
      String name = columns.name(Column.LABEL);
      OptionalInt one = position(name);
      if (one.isPresent()) {
        return Optional.of(ofColumn(one.getAsInt(), Optional.empty()));
      }
      if (!columns.gives(Column.LABEL)) {
        return prefixed();
      }
      int range = name.indexOf(RANGE);
      if (range > 0) {
        int first = needed(name.substring(0, range).strip());
        int last = needed(name.substring(range + RANGE.length()).strip());
        if (last < first) {
          throw new TableFault(
              "has the column "
                  + OneLine.of(header.get(last).strip())
                  + " before "
                  + OneLine.of(header.get(first).strip())
                  + ": write the range of label columns the other way round");
        }
        List<Integer> positions = new ArrayList<>();
        for (int i = first; i <= last; i++) {
          positions.add(i);
        }
        return Optional.of(columns(positions));
      }
      if (name.contains(LIST)) {
        List<Integer> positions = new ArrayList<>();
        for (String part : name.split("\\|", -1)) {
          positions.add(needed(part.strip()));
        }
        return Optional.of(columns(positions));
      }
      return Optional.empty();
    }

    private int needed(String name) throws TableFault {
      OptionalInt found = position(name);
      if (found.isEmpty()) {
        throw new TableFault(
            "has no column "
                + OneLine.of(name)
                + ", which --label-columns names as one of a class; it has "
                + OneLine.of(String.join(",", header.values())));
      }
      return found.getAsInt();
    }

    private Optional<LabelCells> prefixed() throws TableFault {
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).strip().toLowerCase(Locale.ROOT).startsWith(LabelSets.COLUMN_PREFIX)) {
          positions.add(i);
        }
      }
      return positions.isEmpty() ? Optional.empty() : Optional.of(columns(positions));
    }

    private Optional<LabelCells> cells(PublicTable table) throws TableFault {
      if (table.classes().isEmpty()) {
        OptionalInt one = position(table.columns().name(Column.LABEL));
        return one.isPresent()
            ? Optional.of(ofColumn(one.getAsInt(), table.separator()))
            : Optional.empty();
      }
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        String name = header.get(i).strip();
        if (table.classes().stream().anyMatch(name::equalsIgnoreCase)) {
          positions.add(i);
        }
      }
      return positions.size() < PublicTable.FEWEST_CLASSES
          ? Optional.empty()
          : Optional.of(columns(positions));
    }

    private LabelCells ofColumn(int column, Optional<String> separatorOfTable) {
      Optional<String> separator = reading.separator().or(separatorOfTable);
      return separator.isPresent()
          ? new LabelCells.Joined(column, separator.get())
          : new LabelCells.OneClass(column);
    }

    private LabelCells columns(List<Integer> positions) throws TableFault {
      List<String> names = new ArrayList<>();
      for (int position : positions) {
        String name = header.get(position).strip();
        boolean prefixed = name.toLowerCase(Locale.ROOT).startsWith(LabelSets.COLUMN_PREFIX);
        String shown = prefixed ? name.substring(LabelSets.COLUMN_PREFIX.length()).strip() : name;
        if (names.contains(shown)) {
          throw new TableFault(
              "has two columns of the class " + OneLine.of(shown) + ": remove one");
        }
        names.add(shown);
      }
      return new LabelCells.Columns(List.copyOf(positions), List.copyOf(names));
    }
  }

  /**
   * The header of a further file of the same dataset, in terms of those before.
   *
   * @param further what its own first line says
   * @throws TableFault if they name classes in different ways
   */
  LabelHeader with(LabelHeader further) throws TableFault {
    return new LabelHeader(
        further.positions,
        cells.with(further.cells),
        further.mayRepeat,
        table.equals(further.table) ? table : "",
        further.manifest);
  }

  /** The position of the path's column; nothing where patient and study tell the files. */
  OptionalInt path() {
    Integer position = positions.get(Column.PATH);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** The last column that every row must have, from 0. */
  int last() {
    return Math.max(cells.last(), path().orElse(0));
  }

  /** The cell of a row, stripped; empty if the column or the cell is not there. */
  String cell(CSVRecord row, Column column) {
    return Optional.ofNullable(positions.get(column))
        .filter(position -> position < row.size())
        .map(position -> row.get(position).strip())
        .orElse("");
  }
}
