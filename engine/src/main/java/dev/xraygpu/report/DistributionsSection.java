package dev.xraygpu.report;

import dev.xraygpu.distribution.Comparison;
import dev.xraygpu.distribution.Comparison.Kind;
import dev.xraygpu.distribution.GroupSummary;
import dev.xraygpu.distribution.Measure;
import dev.xraygpu.report.ReportTable.Cell;
import dev.xraygpu.report.ReportTable.Column;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How measures are distributed over splits and classes, and how well they tell them apart. */
final class DistributionsSection {
  private static final int MOST_ROWS = 300;

  private final ReportContent content;
  private final HtmlWriter html;

  DistributionsSection(ReportContent content, HtmlWriter html) {
    this.content = content;
    this.html = html;
  }

  void write() throws IOException {
    html.raw("<section id=\"distributions\"><h2>Distributions and shortcuts</h2>")
        .raw("<p>What a model could learn instead of the disease: properties of the files that")
        .raw(" differ between classes or splits. Box: the middle half of the images with the")
        .raw(" median; line: 90 % of them.</p><div class=\"charts\">");
    List<GroupSummary> summaries = content.comparisons().summaries();
    for (Measure measure : Measure.values()) {
      List<GroupSummary> rows = summaries.stream().filter(s -> s.measure() == measure).toList();
      boolean varies = rows.stream().anyMatch(s -> s.p5() != rows.get(0).p5() || s.p5() != s.p95());
      if (varies) {
        BoxPlots.write(html, measure, rows);
      }
    }
    html.raw("</div>\n");
    effects();
    html.raw("</section>\n");
  }

  private void effects() throws IOException {
    List<Comparison> all = content.comparisons().comparisons();
    if (all.isEmpty()) {
      html.raw("<p class=\"note\">There are no two groups large enough to compare.</p>");
      return;
    }
    ReportTable table =
        new ReportTable(
            "Effect sizes, the largest first",
            List.of(
                new Column("Measure", ReportTable.Kind.TEXT),
                new Column("Groups", ReportTable.Kind.LONG),
                new Column("Medians", ReportTable.Kind.TEXT),
                new Column("Cliff's delta", ReportTable.Kind.NUMBER),
                new Column("AUC", ReportTable.Kind.NUMBER),
                new Column("Best threshold", ReportTable.Kind.NUMBER),
                new Column("Effect", ReportTable.Kind.TEXT)));
    all.stream()
        .sorted(
            Comparator.comparing(Comparison::striking)
                .reversed()
                .thenComparing(c -> -Math.abs(c.effect().delta())))
        .limit(MOST_ROWS)
        .forEach(c -> table.add(row(c)));
    table.write(html, all.size(), "shortcuts.csv");
  }

  private static List<Cell> row(Comparison c) {
    String groups =
        c.kind() == Kind.CLASSES
            ? c.within() + ": " + c.first() + " / " + c.second()
            : (c.within().isEmpty() ? "" : c.within() + ": ") + c.first() + " / " + c.second();
    double delta = c.effect().delta();
    return List.of(
        Cell.of(c.measure().title()),
        Cell.of(groups),
        Cell.of(
            c.firstMedian(),
            c.measure().format(c.firstMedian()) + " / " + c.measure().format(c.secondMedian())),
        Cell.of(Math.abs(delta), String.format(Locale.ROOT, "%.2f", delta)),
        Cell.of(c.effect().auc(), String.format(Locale.ROOT, "%.2f", c.effect().auc())),
        Cell.of(
            c.effect().balancedAccuracy(),
            String.format(Locale.ROOT, "%.0f %%", 100 * c.effect().balancedAccuracy())),
        Cell.styled(
            c.effect().magnitude() + (c.striking() ? ", reported" : ""),
            (c.striking() ? "0" : "1") + String.format(Locale.ROOT, "%.4f", 1 - Math.abs(delta)),
            c.striking() ? "badge warning" : "note"));
  }
}
