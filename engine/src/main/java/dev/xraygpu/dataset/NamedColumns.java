package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;

/**
 * Finds the columns of a table by their names, by one rule for all tables: in any case, without
 * blanks around them, and no name twice.
 *
 * @param header the table's first line
 */
record NamedColumns(CSVRecord header) {
  /** Names of columns of paths, the usual one first, then those of public datasets. */
  static final List<String> PATHS =
      List.of("path", "dicom_id", "Image Index", "image_id", "ImageID", "filename");

  /** Whether two names are those of the same column, by the rule of all tables. */
  static boolean isSame(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }

  /**
   * Where a column is, from 0.
   *
   * @throws TableFault if there are two
   */
  OptionalInt position(String name) throws TableFault {
    OptionalInt found = OptionalInt.empty();
    for (int i = 0; i < header.size(); i++) {
      if (isSame(header.get(i), name)) {
        if (found.isPresent()) {
          throw new TableFault("has two columns named " + OneLine.of(name) + ": remove one");
        }
        found = OptionalInt.of(i);
      }
    }
    return found;
  }

  /**
   * Where the column of paths is, from 0.
   *
   * @param name what it is called: if that is the usual name, the first of {@link #PATHS} that is
   *     there counts
   * @throws TableFault if there are two of that name
   */
  OptionalInt path(String name) throws TableFault {
    if (!name.equalsIgnoreCase(PATHS.get(0))) {
      return position(name);
    }
    for (String usual : PATHS) {
      OptionalInt found = position(usual);
      if (found.isPresent()) {
        return found;
      }
    }
    return OptionalInt.empty();
  }
}
