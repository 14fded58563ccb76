package dev.xraygpu.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that a reader can sort by any column and filter by text. What it leaves out is counted,
 * with the file that has all of it.
 */
final class ReportTable {
  private final String caption;
  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param title its heading
   * @param kind what its cells are
   */
  record Column(String title, Kind kind) {}

  /** What a column's cells are. */
  enum Kind {
    /** Words. */
    TEXT,
    /** Paths and messages, which may break anywhere. */
    LONG,
    /** Numbers, sorted as such. */
    NUMBER
  }

  /**
   * A cell.
   *
   * @param text what is shown
   * @param key what it is sorted by
   * @param style class of the text, or a place it leads to, or nothing
   */
  record Cell(String text, String key, String style) {
    private static final String LINK = "#";

    static Cell of(String text) {
      return new Cell(text, text, "");
    }

    static Cell of(long number) {
      return new Cell(String.format(Locale.ROOT, "%,d", number), Long.toString(number), "");
    }

    static Cell of(double number, String text) {
      return new Cell(text, Double.toString(number), "");
    }

    /** A link to a place of the page. */
    static Cell link(String text, String id) {
      return new Cell(text, text, LINK + id);
    }

    static Cell styled(String text, String key, String style) {
      return new Cell(text, key, style);
    }
  }

  ReportTable(String caption, List<Column> columns) {
    this.caption = caption;
    this.columns = List.copyOf(columns);
  }

  /** Adds a row of as many cells as there are columns. */
  void add(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.add(cells);
  }

  /**
   * Writes the table.
   *
   * @param total how many rows there would be in all
   * @param file where the others are
   */
  void write(HtmlWriter html, long total, String file) throws IOException {
    html.raw(
            "<div class=\"table\"><div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"")
        .text(caption)
        .raw("\"><table class=\"sortable\"><caption>")
        .text(caption)
        .raw("</caption><thead><tr>");
    for (Column column : columns) {
      html.raw("<th scope=\"col\"")
          .raw(column.kind() == Kind.NUMBER ? " class=\"number\" data-number" : "")
          .raw("><button type=\"button\">")
          .text(column.title())
          .raw("</button></th>");
    }
    html.raw("</tr></thead><tbody>\n");
    for (List<Cell> row : rows) {
      html.raw("<tr>");
      for (int i = 0; i < row.size(); i++) {
        write(html, columns.get(i), row.get(i));
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>");
    if (total > rows.size()) {
      html.raw("<p class=\"note\">")
          .text(
              String.format(
                  Locale.ROOT,
                  "The first %,d of %,d rows; all are in %s.",
                  rows.size(),
                  total,
                  file))
          .raw("</p>");
    }
    html.raw("</div>\n");
  }

  private static void write(HtmlWriter html, Column column, Cell cell) throws IOException {
    String type =
        switch (column.kind()) {
          case NUMBER -> " class=\"number\"";
          case LONG -> " class=\"long\"";
          case TEXT -> "";
        };
    html.raw("<td").raw(type);
    if (!cell.key().equals(cell.text())) {
      html.raw(" data-key=\"").text(cell.key()).raw("\"");
    }
    html.raw(">");
    if (cell.style().isEmpty()) {
      html.text(cell.text());
    } else if (cell.style().startsWith(Cell.LINK)) {
      html.raw("<a href=\"" + cell.style() + "\">").text(cell.text()).raw("</a>");
    } else {
      html.raw("<span class=\"" + cell.style() + "\">").text(cell.text()).raw("</span>");
    }
    html.raw("</td>");
  }
}
