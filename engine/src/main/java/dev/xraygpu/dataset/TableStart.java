package dev.xraygpu.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the first line of a table says of all others.
 *
 * @param separator what stands between two cells
 * @param lines how many lines come before the names of the columns: 1 if the first line is {@code
 *     sep=;}, as Excel reads it, else 0
 */
record TableStart(char separator, int lines) {
  // Excel takes any one character, and other programs put the line into quotes, as they do cells.
  private static final Pattern SEPARATOR =
      Pattern.compile("\"?sep=([^\"])\"?[,;\\s]*", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a first line.
   *
   * @param line nothing if the file is empty
   */
  static TableStart of(@Nullable String line) {
    if (line == null) {
      return new TableStart(',', 0);
    }
    Matcher said = SEPARATOR.matcher(line);
    return said.matches()
        ? new TableStart(said.group(1).charAt(0), 1)
        : new TableStart(usual(line), 0);
  }

  // Spreadsheets write semicolons where the comma is the decimal mark.
  private static char usual(String header) {
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }
}
