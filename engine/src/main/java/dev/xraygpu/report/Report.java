package dev.xraygpu.report;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.report.ReportContent.ClassCount;
import dev.xraygpu.report.ReportContent.DroppedSample;
import dev.xraygpu.report.ReportTable.Cell;
import dev.xraygpu.report.ReportTable.Column;
import dev.xraygpu.report.ReportTable.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code report.html}: one self-contained page. The same content gives the same bytes. */
public final class Report {
  /** The file's name. */
  public static final String NAME = "report.html";

  private static final int MOST_OF_DATASET = 12;

  private final ReportContent content;
  private final HtmlWriter html;

  private Report(ReportContent content, Writer out) {
    this.content = content;
    this.html = new HtmlWriter(out);
  }

  /** Writes the page into a folder, in place of an earlier one. */
  public static void write(Path folder, ReportContent content) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve(NAME))) {
      new Report(content, out).page();
    }
  }

  private void page() throws IOException {
    String script = "\n" + resource("report.js");
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">")
        // Nothing is ever loaded or sent, and no other script runs: a browser holds the page to it.
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .raw(" base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline';")
        .raw(" script-src 'sha256-" + sha256(script) + "'\">")
        .raw("<link rel=\"icon\" href=\"data:,\"><title>")
        .text(content.dataset() + " \u2013 xray-gpu report")
        .raw("</title><style>\n")
        .raw(resource("report.css"))
        .raw(
            "</style></head><body><a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
    header();
    html.raw("<main>\n");
    summary();
    new FindingsSection(content, html).write();
    new DuplicatesSection(content, html).write();
    new DistributionsSection(content, html).write();
    new PixelsSection(content, html).write();
    dropped();
    reproduction();
    html.raw("</main>\n<footer>Made by xray-gpu. For research; no medical device.</footer>\n");
    html.raw("<script>").raw(script).raw("</script></body></html>\n");
  }

  private static String sha256(String script) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void header() throws IOException {
    html.raw("<header><p class=\"kind\">xray-gpu report</p><h1>")
        .text(content.dataset())
        .raw("</h1><nav aria-label=\"Sections\">");
    for (String[] section :
        new String[][] {
          {"summary", "Summary"},
          {"findings", "Findings"},
          {"duplicates", "Duplicates"},
          {"distributions", "Distributions"},
          {"pixels", "Pixels"},
          {"dropped", "Dropped"},
          {"reproduce", "Reproduce"},
        }) {
      html.raw("<a href=\"#" + section[0] + "\">").text(section[1]).raw("</a>");
    }
    html.raw("</nav></header>\n");
  }

  private void summary() throws IOException {
    html.raw("<section id=\"summary\"><h2>Summary</h2><dl class=\"tiles\">");
    tile("files", content.samples(), "");
    tile("kept", content.kept(), "");
    tile("dropped", content.droppedTotal(), content.droppedTotal() > 0 ? "warning" : "");
    tile("errors", content.count(Severity.ERROR), content.count(Severity.ERROR) > 0 ? "error" : "");
    long warnings = content.count(Severity.WARNING);
    tile("warnings", warnings, warnings > 0 ? "warning" : "");
    tile("notes", content.count(Severity.INFO), "");
    tile("duplicate groups", content.groupsTotal(), content.groupsTotal() > 0 ? "warning" : "");
    html.raw("</dl>\n");
    ofDataset();
    classBalance();
    new LabelsSection(content, html).write();
    html.raw("</section>\n");
  }

  // What concerns the dataset as a whole comes before any single file.
  private void ofDataset() throws IOException {
    List<Finding> findings =
        content.checks().stream()
            .flatMap(check -> check.findings().stream())
            .map(ReportContent.FindingRow::finding)
            .filter(finding -> finding.path().isEmpty())
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .limit(MOST_OF_DATASET)
            .toList();
    if (findings.isEmpty()) {
      return;
    }
    html.raw("<h3>About the dataset as a whole</h3><ul class=\"notes\">");
    for (Finding finding : findings) {
      html.raw("<li><span class=\"badge " + finding.severity() + "\">" + finding.severity())
          .raw("</span> <a href=\"#check-" + finding.code() + "\">")
          .text(finding.code().toString())
          .raw("</a> ")
          .text(finding.message())
          .raw("</li>");
    }
    html.raw("</ul>\n");
  }

  private void tile(String name, long value, String style) throws IOException {
    html.raw("<div class=\"tile " + style + "\"><dt>")
        .text(name)
        .raw("</dt><dd>")
        .text(String.format(Locale.ROOT, "%,d", value))
        .raw("</dd></div>");
  }

  private void classBalance() throws IOException {
    html.raw("<h3>Splits and classes</h3>");
    long largest = content.classes().stream().mapToLong(ClassCount::all).max().orElse(1);
    html.raw("<div class=\"balance\" role=\"img\" aria-label=\"Images by split and class\">");
    int bars = 0;
    for (ClassCount c : content.classes()) {
      if (++bars > 40) {
        break;
      }
      html.raw("<div class=\"bar\"><span class=\"name\">")
          .text(c.split() + " / " + (c.label().isEmpty() ? "no class" : c.label()))
          .raw("</span><span class=\"track\">");
      part("ok", c.ok(), largest);
      part("flagged", c.flagged(), largest);
      part("dropped", c.dropped(), largest);
      html.raw("</span><span class=\"count\">")
          .text(String.format(Locale.ROOT, "%,d", c.all()))
          .raw("</span></div>");
    }
    html.raw(
            "</div><p class=\"legend\"><span class=\"ok\">ok</span> <span"
                + " class=\"flagged\">flagged")
        .raw("</span> <span class=\"dropped\">dropped</span></p>\n");
    ReportTable table =
        new ReportTable(
            "Files by split and class",
            List.of(
                new Column("Split", Kind.TEXT),
                new Column("Class", Kind.TEXT),
                new Column("Files", Kind.NUMBER),
                new Column("Ok", Kind.NUMBER),
                new Column("Flagged", Kind.NUMBER),
                new Column("Dropped", Kind.NUMBER)));
    int rows = 0;
    for (ClassCount c : content.classes()) {
      if (++rows > 200) {
        break;
      }
      table.add(
          List.of(
              Cell.of(c.split()),
              Cell.of(c.label().isEmpty() ? "\u2013" : c.label()),
              Cell.of(c.all()),
              Cell.of(c.ok()),
              Cell.of(c.flagged()),
              Cell.of(c.dropped())));
    }
    table.write(html, content.classes().size(), "manifest.csv");
  }

  private void part(String style, long count, long largest) throws IOException {
    if (count > 0) {
      html.raw(
          String.format(
              Locale.ROOT,
              "<span class=\"%s\" style=\"width:%.2f%%\"></span>",
              style,
              100.0 * count / largest));
    }
  }

  private void dropped() throws IOException {
    html.raw("<section id=\"dropped\"><h2>What was dropped, and why</h2>");
    if (content.droppedTotal() == 0) {
      html.raw("<p>Nothing: every file is in the results.</p></section>\n");
      return;
    }
    ReportTable table =
        new ReportTable(
            "Dropped files",
            List.of(
                new Column("File", Kind.LONG),
                new Column("Split", Kind.TEXT),
                new Column("Class", Kind.TEXT),
                new Column("Reason", Kind.LONG)));
    for (DroppedSample sample : content.dropped()) {
      table.add(
          List.of(
              Cell.of(sample.path()),
              Cell.of(sample.split()),
              Cell.of(sample.label()),
              Cell.of(sample.reason())));
    }
    table.write(html, content.droppedTotal(), "manifest.csv");
    html.raw("</section>\n");
  }

  private void reproduction() throws IOException {
    ReportContent.Reproduction how = content.reproduction();
    html.raw("<section id=\"reproduce\"><h2>How to reproduce this run</h2>");
    if (!how.command().isEmpty()) {
      html.raw("<p>The same files and this command give the same results, with any number of")
          .raw(" threads.</p><pre><code>")
          .text(how.command())
          .raw("</code></pre>");
    }
    if (how.pipeline().isPresent()) {
      html.raw("<h3>The pipeline, every value spelled out</h3><pre><code>")
          .text(how.pipeline().get())
          .raw("</code></pre>");
    }
    html.raw("<dl class=\"facts\">");
    for (Map.Entry<String, String> fact : how.facts()) {
      html.raw("<dt>").text(fact.getKey()).raw("</dt><dd>").text(fact.getValue()).raw("</dd>");
    }
    html.raw("</dl></section>\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program's own file " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
