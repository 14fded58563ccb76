package dev.xraygpu.report;

import dev.xraygpu.report.ReportContent.LabelCount;
import dev.xraygpu.report.ReportTable.Cell;
import dev.xraygpu.report.ReportTable.Column;
import dev.xraygpu.report.ReportTable.Kind;
import java.io.IOException;
import java.util.List;

/** What is known of each class, where an image may have several; a part of the summary. */
final class LabelsSection {
  private static final int MOST_ROWS = 300;

  private final ReportContent content;
  private final HtmlWriter html;

  LabelsSection(ReportContent content, HtmlWriter html) {
    this.content = content;
    this.html = html;
  }

  /** Writes the table, if there is anything to tell. */
  void write() throws IOException {
    if (content.labels().isEmpty()) {
      return;
    }
    html.raw(
            "<h3>Labels</h3><p>An image can have several classes, and counts for each that it has.")
        .raw(" Kept images by what is known of a class:</p>");
    ReportTable table =
        new ReportTable(
            "Kept images by split and class",
            List.of(
                new Column("Split", Kind.TEXT),
                new Column("Class", Kind.TEXT),
                new Column("Positive", Kind.NUMBER),
                new Column("Negative", Kind.NUMBER),
                new Column("Uncertain", Kind.NUMBER),
                new Column("Unknown", Kind.NUMBER)));
    for (LabelCount count :
        content.labels().subList(0, Math.min(MOST_ROWS, content.labels().size()))) {
      table.add(
          List.of(
              Cell.of(count.split()),
              Cell.of(count.label()),
              Cell.of(count.positive()),
              Cell.of(count.negative()),
              Cell.of(count.uncertain()),
              Cell.of(count.unknown())));
    }
    table.write(html, content.labels().size(), "labels.json");
  }
}
