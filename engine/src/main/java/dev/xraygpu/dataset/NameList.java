package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of a cell: {@code Cardiomegaly|Effusion} with a separator, or a list as Python and JSON
 * write it, {@code ['pneumonia', "Kerley's lines"]}. Blanks around a name and empty names do not
 * count.
 */
final class NameList {
  private NameList() {}

  /**
   * The names, in their order.
   *
   * @throws TableFault for a list that is not closed, or whose parts are no quoted texts
   */
  static List<String> parse(String cell, String separator) throws TableFault {
    if (cell.startsWith("[") && cell.endsWith("]")) {
      return quoted(cell);
    }
    List<String> names = new ArrayList<>();
    for (String name : cell.split(Pattern.quote(separator), -1)) {
      add(names, name);
    }
    return names;
  }

  /**
   * The names of an option: with commas between them, or with {@code |} where the text has one, so
   * that names may have commas; or a list in brackets.
   *
   * @throws DatasetException for a list that is not closed, or whose parts are no quoted texts
   */
  static List<String> ofOption(String option, String text) throws DatasetException {
    String stripped = text.strip();
    try {
      return parse(stripped, stripped.contains("|") ? "|" : ",");
    } catch (TableFault e) {
      throw new DatasetException(option + " " + e.problem);
    }
  }

  private static List<String> quoted(String cell) throws TableFault {
    List<String> names = new ArrayList<>();
    int at = 1;
    int end = cell.length() - 1;
    boolean comma = true;
    while (at < end) {
      char c = cell.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == ',' && !comma) {
        comma = true;
        at++;
      } else if ((c == '\'' || c == '"') && comma) {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < end && cell.charAt(at) != c) {
          if (cell.charAt(at) == '\\' && at + 1 < end) {
            at++;
          }
          name.append(cell.charAt(at++));
        }
        if (at == end) {
          throw notAList(cell);
        }
        at++;
        add(names, name.toString());
        comma = false;
      } else {
        throw notAList(cell);
      }
    }
    return names;
  }

  private static void add(List<String> names, String name) {
    String stripped = name.strip();
    if (!stripped.isEmpty()) {
      names.add(stripped);
    }
  }

  private static TableFault notAList(String cell) {
    return new TableFault(
        "has the labels "
            + OneLine.of(cell)
            + ": a list in brackets holds quoted names, such as ['pneumonia', 'effusion']");
  }
}
