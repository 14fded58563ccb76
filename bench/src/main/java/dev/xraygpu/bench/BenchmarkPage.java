package dev.xraygpu.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A benchmark's figures as one HTML page that needs nothing else: bars with their spread, and rates
 * over threads with the line of ideal scaling.
 */
public final class BenchmarkPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6570; --line: #d5dae0;
        --paper: #ffffff; --bar: #2f6fb2; --job: #0b8a5b; --peer: #b26a2f; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8ebee; --soft: #9aa5b1;
        --line: #3a424b; --paper: #15191d; --bar: #6aa7e8; --job: #4fcf9b; --peer: #e0a36a; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      p.soft, figcaption { color: var(--soft); } figure { margin: 1rem 0; }
      table { border-collapse: collapse; font-size: 0.875rem; }
      div.wide { overflow-x: auto; }
      th, td { text-align: right; padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line);
        white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; }
      svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 13px; }
      svg .soft { fill: var(--soft); } svg .axis { stroke: var(--line); }
      svg .bar { fill: var(--bar); } svg .job { fill: var(--job); } svg .peer { fill: var(--peer); }
      svg .spread { stroke: var(--ink); } svg .rate { fill: none; stroke-width: 2; }
      """;
  private static final int LEFT = 250;
  private static final int WIDTH = 820;
  private static final int ROW = 28;

  private BenchmarkPage() {}

  /** The page. */
  public static String of(BenchmarkReport report) {
    StringBuilder page = new StringBuilder(16_384);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>xray-gpu benchmark</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>xray-gpu benchmark</h1>\n<p>")
        .append(escape(report.dataset()))
        .append("</p>\n<p class=\"soft\">")
        .append(escape(BenchmarkReport.machine()))
        .append("</p>\n");
    bars(
        page,
        "Whole files",
        "Images per second. The bar is the median, the line the range over the rounds.",
        report.measurements().stream()
            .filter(BenchmarkReport::overFiles)
            .filter(m -> m.setup().kind() != Activity.Kind.READING)
            .toList());
    bars(
        page,
        "Each stage alone",
        "Images per second, on images that are in memory.",
        report.measurements().stream().filter(m -> !BenchmarkReport.overFiles(m)).toList());
    scaling(page, report);
    table(page, report);
    page.append("</body>\n</html>\n");
    return page.toString();
  }

  private static void bars(
      StringBuilder page, String title, String caption, List<Measurement> measurements) {
    if (measurements.isEmpty()) {
      return;
    }
    double most = measurements.stream().mapToDouble(m -> m.imagesPerSecond().max()).max().orElse(1);
    double scale = (WIDTH - LEFT - 90) / most;
    int height = ROW * measurements.size() + 8;
    page.append("<h2>").append(title).append("</h2>\n<figure>\n");
    openSvg(page, WIDTH, height, title);
    for (int i = 0; i < measurements.size(); i++) {
      Measurement m = measurements.get(i);
      Spread rate = m.imagesPerSecond();
      int y = ROW * i + 4;
      text(page, LEFT - 8, y + 16, "end", BenchmarkTable.label(m.setup()));
      page.append(
          format(
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
              styleOf(m), LEFT, y, rate.median() * scale, ROW - 8));
      page.append(
          format(
              "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
              LEFT + rate.min() * scale, LEFT + rate.max() * scale, y + 10, y + 10));
      text(page, LEFT + rate.max() * scale + 6, y + 16, "start", format("%.1f", rate.median()));
    }
    page.append("</svg>\n<figcaption>").append(caption).append("</figcaption>\n</figure>\n");
  }

  private static String styleOf(Measurement m) {
    return switch (m.setup().kind()) {
      case JOB, JOB_OF_FILES -> "job";
      case PEER -> "peer";
      default -> "bar";
    };
  }

  private static void scaling(StringBuilder page, BenchmarkReport report) {
    Map<Integer, Double> decode = rates(report, Activity.Kind.DECODING);
    Map<Integer, Double> job = rates(report, Activity.Kind.JOB);
    if (decode.size() < 2 || job.size() < 2) {
      return;
    }
    int height = 340;
    int most = Math.max(1, ((TreeMap<Integer, Double>) decode).lastKey());
    double one = decode.values().iterator().next() / decode.keySet().iterator().next();
    double top =
        Math.max(
            one * most,
            Math.max(
                decode.values().stream().mapToDouble(x -> x).max().orElse(1),
                job.values().stream().mapToDouble(x -> x).max().orElse(1)));
    double across = (WIDTH - 260.0) / most;
    double down = (height - 60) / top;
    page.append("<h2>Over threads</h2>\n<figure>\n");
    openSvg(page, WIDTH, height, "Over threads");
    int base = height - 40;
    page.append(
        format(
            """
            <line class="axis" x1="70" x2="%d" y1="%d" y2="%d"/>
            <line class="axis" x1="70" x2="70" y1="10" y2="%d"/>
            """,
            WIDTH - 180, base, base, base));
    for (int count : decode.keySet()) {
      text(page, 70 + count * across, base + 20, "middle", count + (count == 1 ? " thread" : ""));
    }
    text(page, 62, base - top * down + 12, "end", format("%.0f", top));
    text(page, 62, base, "end", "0");
    page.append(
        format(
            "<line stroke-dasharray=\"5 5\" stroke=\"var(--soft)\" x1=\"70\" y1=\"%d\""
                + " x2=\"%.1f\" y2=\"%.1f\"/>\n",
            base, 70 + most * across, base - one * most * down));
    text(page, 78 + most * across, base - one * most * down + 4, "start", "ideal, of decoding");
    path(page, decode, "var(--bar)", across, down, base, "decoding");
    path(page, job, "var(--job)", across, down, base, "whole job");
    page.append(
        "</svg>\n<figcaption>Images per second. The dashed line multiplies one thread's decoding."
            + "</figcaption>\n</figure>\n");
  }

  private static Map<Integer, Double> rates(BenchmarkReport report, Activity.Kind kind) {
    Map<Integer, Double> rates = new TreeMap<>();
    for (Measurement m : report.measurements()) {
      if (m.setup().kind() == kind) {
        rates.putIfAbsent(m.setup().threads(), m.imagesPerSecond().median());
      }
    }
    return rates;
  }

  private static void path(
      StringBuilder page,
      Map<Integer, Double> rates,
      String color,
      double across,
      double down,
      int base,
      String name) {
    StringBuilder points = new StringBuilder();
    double x = 0;
    double y = 0;
    for (Map.Entry<Integer, Double> rate : rates.entrySet()) {
      x = 70 + rate.getKey() * across;
      y = base - rate.getValue() * down;
      points.append(format("%.1f,%.1f ", x, y));
      page.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", x, y, color));
    }
    page.append(
        format(
            "<polyline class=\"rate\" stroke=\"%s\" points=\"%s\"/>\n",
            color, points.toString().strip()));
    text(page, x + 8, y + 4, "start", name);
  }

  private static void table(StringBuilder page, BenchmarkReport report) {
    page.append("<h2>All figures</h2>\n<div class=\"wide\">\n<table>\n<tr><th></th>")
        .append("<th>images/s</th><th>range</th><th>MP/s</th><th>MB/s</th>")
        .append("<th>CPU ms/image</th><th>peak MB</th><th>of decoding</th>")
        .append("<th>of OpenCV's decoding</th></tr>\n");
    for (Measurement m : report.measurements()) {
      Spread rate = m.imagesPerSecond();
      page.append("<tr>");
      cell(page, BenchmarkTable.label(m.setup()));
      cell(page, format("%.1f", rate.median()));
      cell(page, format("%.1f to %.1f", rate.min(), rate.max()));
      cell(page, m.work().pixels() == 0 ? "" : format("%.1f", m.megapixelsPerSecond().median()));
      cell(page, m.work().bytes() == 0 ? "" : format("%.1f", m.megabytesPerSecond().median()));
      cell(page, format("%.3f", m.cpuMillisecondsPerImage().median()));
      cell(page, m.peakBytes() == 0 ? "" : format("%.0f", m.peakBytes() / 1e6));
      cell(page, fraction(m, report.ceiling(m)));
      cell(page, fraction(m, report.libraryCeiling(m)));
      page.append("</tr>\n");
    }
    page.append("</table>\n</div>\n<p class=\"soft\">Fractions are rates divided by that of")
        .append(" decoding alone on as many threads, round by round. Processor time is that of")
        .append(" all threads.</p>\n");
    for (Measurement m : report.measurements()) {
      m.remark()
          .ifPresent(
              remark ->
                  page.append("<p>")
                      .append(escape(m.setup().name() + ": " + remark))
                      .append("</p>\n"));
    }
    List<String> devices = DeviceLines.of(report);
    if (!devices.isEmpty()) {
      page.append("<h2>Devices</h2>\n<div class=\"wide\">\n<pre>")
          .append(escape(String.join("\n", devices).strip()))
          .append("</pre>\n</div>\n");
    }
    report.notes().forEach(note -> page.append("<p>").append(escape(note)).append("</p>\n"));
  }

  private static String fraction(Measurement m, Optional<Measurement> ceiling) {
    return BenchmarkReport.overFiles(m) && ceiling.isPresent()
        ? format("%.2f", m.fractionOf(ceiling.get()).median())
        : "";
  }

  private static void cell(StringBuilder page, String content) {
    page.append("<td>").append(escape(content)).append("</td>");
  }

  private static void openSvg(StringBuilder page, int width, int height, String title) {
    page.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"%s\">\n",
            width, height, width, height, escape(title)));
  }

  private static void text(StringBuilder page, double x, double y, String anchor, String content) {
    page.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            x, y, anchor, escape(content)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
