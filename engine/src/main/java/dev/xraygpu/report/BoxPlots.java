package dev.xraygpu.report;

import dev.xraygpu.distribution.GroupSummary;
import dev.xraygpu.distribution.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Draws how a measure is distributed over splits and classes: a box from the lower to the upper
 * quartile with the median, and a line from the 5th to the 95th percentile.
 */
final class BoxPlots {
  private static final int MOST_ROWS = 18;
  private static final int LABEL = 190;
  private static final int WIDTH = 560;
  private static final int ROW = 24;

  private BoxPlots() {}

  /**
   * Writes one drawing.
   *
   * @param rows summaries of that measure, at least one
   */
  static void write(HtmlWriter html, Measure measure, List<GroupSummary> rows) throws IOException {
    List<GroupSummary> shown = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    double low = shown.stream().mapToDouble(GroupSummary::p5).min().orElse(0);
    double high = shown.stream().mapToDouble(GroupSummary::p95).max().orElse(1);
    boolean logarithmic = measure.logarithmic() && low > 0 && high > 2 * low;
    int height = ROW * shown.size() + 22;
    html.raw("<figure class=\"chart\"><figcaption><b>")
        .text(measure.title())
        .raw("</b> ")
        .text(measure.unit() + (logarithmic ? ", logarithmic" : ""))
        .raw("</figcaption><svg viewBox=\"0 0 " + WIDTH + " " + height)
        .raw("\" role=\"img\" aria-label=\"")
        .text(measure.title() + " by split and class; numbers in distributions.csv")
        .raw("\">");
    for (int i = 0; i < shown.size(); i++) {
      GroupSummary s = shown.get(i);
      double y = ROW * (i + 0.5);
      String name = s.split().directory() + (s.label().isEmpty() ? "" : " / " + s.label());
      html.raw(String.format(Locale.ROOT, "<text x=\"0\" y=\"%.0f\">", y + 4))
          .text(name.length() > 26 ? name.substring(0, 25) + "\u2026" : name)
          .raw("</text>");
      double a = x(s.p5(), low, high, logarithmic);
      double b = x(s.p25(), low, high, logarithmic);
      double c = x(s.median(), low, high, logarithmic);
      double d = x(s.p75(), low, high, logarithmic);
      double e = x(s.p95(), low, high, logarithmic);
      html.raw(
          String.format(
              Locale.ROOT,
              "<g><path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/><rect class=\"box split-%s\""
                  + " x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"14\" rx=\"2\"/><path"
                  + " class=\"median\" d=\"M%.1f %.1fv14\"/>",
              a,
              y,
              e,
              s.split().directory(),
              b,
              y - 7,
              Math.max(2, d - b),
              c,
              y - 7));
      html.raw("<title>")
          .text(
              String.format(
                  Locale.ROOT,
                  "%s, %,d images: median %s, half of them %s to %s, 90 %% %s to %s",
                  name,
                  s.images(),
                  measure.format(s.median()),
                  measure.format(s.p25()),
                  measure.format(s.p75()),
                  measure.format(s.p5()),
                  measure.format(s.p95())))
          .raw("</title></g>");
    }
    html.raw(
        String.format(
            Locale.ROOT,
            "<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text><text class=\"tick\" x=\"%d\" y=\"%d\""
                + " text-anchor=\"end\">%s</text></svg>",
            LABEL,
            height - 4,
            measure.format(low),
            WIDTH,
            height - 4,
            measure.format(high)));
    if (rows.size() > shown.size()) {
      html.raw("<figcaption>")
          .text(rows.size() - shown.size() + " more groups in distributions.csv")
          .raw("</figcaption>");
    }
    html.raw("</figure>\n");
  }

  private static double x(double value, double low, double high, boolean logarithmic) {
    double part;
    if (high <= low) {
      part = 0.5;
    } else if (logarithmic) {
      part = StrictMath.log(value / low) / StrictMath.log(high / low);
    } else {
      part = (value - low) / (high - low);
    }
    return LABEL + 4 + part * (WIDTH - LABEL - 8);
  }
}
