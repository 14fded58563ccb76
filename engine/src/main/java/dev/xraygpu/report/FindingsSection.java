package dev.xraygpu.report;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.report.ReportContent.CheckResult;
import dev.xraygpu.report.ReportContent.Example;
import dev.xraygpu.report.ReportContent.FindingRow;
import dev.xraygpu.report.ReportTable.Cell;
import dev.xraygpu.report.ReportTable.Column;
import dev.xraygpu.report.ReportTable.Kind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The findings: an overview, then a part for each check with examples and a table. */
final class FindingsSection {
  private final ReportContent content;
  private final HtmlWriter html;

  FindingsSection(ReportContent content, HtmlWriter html) {
    this.content = content;
    this.html = html;
  }

  void write() throws IOException {
    html.raw("<section id=\"findings\"><h2>Findings</h2>");
    if (content.checks().isEmpty()) {
      html.raw("<p>None.</p></section>\n");
      return;
    }
    filters();
    overview();
    List<CheckResult> worstFirst =
        content.checks().stream()
            .sorted(Comparator.comparing(FindingsSection::worst).reversed())
            .toList();
    for (CheckResult check : worstFirst) {
      check(check);
    }
    html.raw("</section>\n");
  }

  // A form without an address to send it to: it only filters.
  private void filters() throws IOException {
    html.raw("<form class=\"filters\" role=\"search\"><label>Filter all findings <input type=")
        .raw("\"search\" id=\"filter\" placeholder=\"file, class, message\"></label>")
        .raw("<label>Severity <select id=\"severity\"><option value=\"\">all</option>");
    for (Severity severity : Severity.values()) {
      html.raw("<option>" + severity + "</option>");
    }
    html.raw("</select></label><output id=\"matches\" aria-live=\"polite\"></output></form>\n");
  }

  private void overview() throws IOException {
    ReportTable table =
        new ReportTable(
            "Checks that found something",
            List.of(
                new Column("Check", Kind.TEXT),
                new Column("Errors", Kind.NUMBER),
                new Column("Warnings", Kind.NUMBER),
                new Column("Notes", Kind.NUMBER),
                new Column("What to do", Kind.LONG)));
    for (CheckResult check : content.checks()) {
      table.add(
          List.of(
              Cell.link(check.code().toString(), "check-" + check.code()),
              count(check, Severity.ERROR, "error"),
              count(check, Severity.WARNING, "warning"),
              count(check, Severity.INFO, ""),
              Cell.of(check.code().remedy())));
    }
    table.write(html, content.checks().size(), "findings.csv");
  }

  private static Cell count(CheckResult check, Severity severity, String style) {
    long count = check.bySeverity().getOrDefault(severity, 0L);
    return Cell.styled(
        String.format(Locale.ROOT, "%,d", count),
        Long.toString(count),
        count > 0 && !style.isEmpty() ? "badge " + style : "");
  }

  private static Severity worst(CheckResult check) {
    return check.bySeverity().keySet().stream()
        .max(Comparator.naturalOrder())
        .orElse(Severity.INFO);
  }

  private void check(CheckResult check) throws IOException {
    String code = check.code().toString();
    Severity worst = worst(check);
    html.raw("<article class=\"check\" id=\"check-" + code + "\"><h3><span class=\"badge ")
        .raw(worst + "\">" + worst + "</span> <code>")
        .text(code)
        .raw("</code> <span class=\"total\">")
        .text(String.format(Locale.ROOT, "%,d", check.total()))
        .raw("</span></h3><p>")
        .text(check.code().remedy())
        .raw(" <span class=\"note\">Explained in docs/findings/")
        .text(code)
        .raw(".md.</span></p>");
    examples(html, check.examples());
    ReportTable table =
        new ReportTable(
            "Findings: " + code,
            List.of(
                new Column("File", Kind.LONG),
                new Column("Split", Kind.TEXT),
                new Column("Class", Kind.TEXT),
                new Column("Severity", Kind.TEXT),
                new Column("Message", Kind.LONG)));
    for (FindingRow row : check.findings()) {
      Finding finding = row.finding();
      table.add(
          List.of(
              finding.path().isEmpty()
                  ? Cell.styled("the whole dataset", "", "note")
                  : Cell.of(finding.path()),
              Cell.of(row.split()),
              Cell.of(row.label()),
              Cell.styled(
                  finding.severity().toString(),
                  Integer.toString(-finding.severity().ordinal()),
                  "badge " + finding.severity()),
              Cell.of(finding.message())));
    }
    table.write(html, check.total(), "findings.csv");
    html.raw("</article>\n");
  }

  /** Pictures side by side. */
  static void examples(HtmlWriter html, List<Example> examples) throws IOException {
    if (examples.isEmpty()) {
      return;
    }
    html.raw("<div class=\"examples\">");
    for (Example example : examples) {
      html.raw("<figure>");
      if (example.picture().isPresent()) {
        Picture picture = example.picture().get();
        html.raw("<img width=\"" + picture.size().width())
            .raw("\" height=\"" + picture.size().height())
            .raw("\" alt=\"")
            .text(example.path())
            .raw("\" src=\"")
            .raw(picture.dataUri())
            .raw("\">");
      } else {
        html.raw("<div class=\"nothing\">").text(example.missing()).raw("</div>");
      }
      html.raw("<figcaption><span class=\"path\">").text(example.path()).raw("</span>");
      if (!example.note().isEmpty()) {
        html.raw("<span class=\"note\">").text(example.note()).raw("</span>");
      }
      html.raw("</figcaption></figure>");
    }
    html.raw("</div>\n");
  }
}
