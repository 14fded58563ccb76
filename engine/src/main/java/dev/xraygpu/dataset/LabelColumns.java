package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Names of a label file's columns, in any case.
 *
 * @param names by what a column says; those that are not there have their usual names. The name of
 *     the labels can be those of several columns, one for each class: {@code FIRST..LAST} for all
 *     from one to another, or {@code NAME|NAME|NAME}
 */
public record LabelColumns(Map<Column, String> names) {
  /** What a column says of an image. */
  public enum Column {
    /** Which file it is. */
    PATH,
    /** Its class. */
    LABEL,
    /** What it is for. */
    SPLIT,
    /** Whom it shows. */
    PATIENT,
    /**
     * Which of the patient's studies it is of; with the patient, it says which files a row is of
     * where no path does.
     */
    STUDY;

    /**
     * The usual name: {@code path}, {@code label}, {@code split}, {@code patient} or {@code study}.
     */
    String usual() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The usual names, or those of a public dataset whose table is known. */
  public static final LabelColumns USUAL = new LabelColumns(Map.of());

  /** Keeps a copy. */
  public LabelColumns {
    names = Map.copyOf(names);
  }

  /**
   * Reads {@code path=Image Index,label=Finding Labels}.
   *
   * @throws DatasetException for what is no such list
   */
  public static LabelColumns parse(String text) throws DatasetException {
    Map<Column, String> names = new EnumMap<>(Column.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      Optional<Column> column = column(equals < 0 ? "" : part.substring(0, equals).strip());
      String name = part.substring(equals + 1).strip();
      if (column.isEmpty() || name.isEmpty()) {
        throw new DatasetException(
            "the label columns "
                + OneLine.of(text)
                + ": expected pairs of path, label, split, patient or study and a column's name, such as"
                + " path=Image Index,label=Finding Labels");
      }
      if (names.putIfAbsent(column.get(), name) != null) {
        throw new DatasetException(
            "the label columns " + OneLine.of(text) + " name " + column.get().usual() + " twice");
      }
    }
    return new LabelColumns(names);
  }

  private static Optional<Column> column(String usual) {
    for (Column column : Column.values()) {
      if (column.usual().equalsIgnoreCase(usual)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** The name of a column: the given or the usual one. */
  String name(Column column) {
    return names.getOrDefault(column, column.usual());
  }

  /** Whether the user named this column, so that it must be there. */
  boolean gives(Column column) {
    return names.containsKey(column);
  }

  /** For a message: {@code path,label[,split][,patient]}. */
  String expected() {
    StringJoiner list = new StringJoiner(",");
    StringBuilder optional = new StringBuilder();
    for (Column column : Column.values()) {
      if (column == Column.PATH || column == Column.LABEL || gives(column)) {
        list.add(name(column));
      } else if (column != Column.STUDY) {
        optional.append("[,").append(name(column)).append(']');
      }
    }
    return list + optional.toString();
  }
}
