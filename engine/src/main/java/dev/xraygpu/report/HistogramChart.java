package dev.xraygpu.report;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.picture.HistogramBars;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Draws a histogram as an area: the share of pixels over their value, 0 to 1. A few values that are
 * much more frequent than all others, as padding and background make them, are cut off and told in
 * words.
 */
final class HistogramChart {
  private static final int BINS = 256;
  private static final int WIDTH = 512;
  private static final int HEIGHT = 150;

  private HistogramChart() {}

  static void write(HtmlWriter html, String title, PixelStatistics statistics) throws IOException {
    double[] shares = shares(statistics);
    double highest = HistogramBars.ceiling(shares);
    StringBuilder path = new StringBuilder("M0 " + HEIGHT);
    for (int i = 0; i < BINS; i++) {
      double top = HEIGHT * (1 - Math.min(1, shares[i] / highest));
      path.append(String.format(Locale.ROOT, "V%.1fH%d", top, (i + 1) * WIDTH / BINS));
    }
    path.append("V" + HEIGHT + "Z");
    String alternative =
        String.format(Locale.ROOT, "Histogram, %s: %s", title, summary(statistics));
    html.raw("<figure class=\"chart\"><svg viewBox=\"0 0 " + WIDTH + " " + (HEIGHT + 22))
        .raw("\" role=\"img\" aria-label=\"")
        .text(alternative)
        .raw("\"><path class=\"area\" d=\"" + path + "\"/>")
        .raw("<path class=\"axis\" d=\"M0 " + HEIGHT + "H" + WIDTH + "\"/>");
    for (int i = 0; i <= 4; i++) {
      String anchor = i == 0 ? "start" : i == 4 ? "end" : "middle";
      html.raw(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>",
              i * WIDTH / 4,
              HEIGHT + 16,
              anchor,
              i == 0 ? "0 (black)" : i == 4 ? "1 (white)" : "0." + 25 * i));
    }
    html.raw("</svg><figcaption><b>").text(title).raw("</b> ").text(summary(statistics));
    double cut = Arrays.stream(shares).filter(share -> share > highest).sum();
    if (cut > 0) {
      long values = Arrays.stream(shares).filter(share -> share > highest).count();
      html.text(
          String.format(
              Locale.ROOT,
              "; %.1f %% of the pixels have %s, cut off here",
              100 * cut,
              values == 1 ? "one value" : values + " values"));
    }
    html.raw("</figcaption></figure>\n");
  }

  private static String summary(PixelStatistics statistics) {
    return statistics
        .moments()
        .map(
            m ->
                String.format(
                    Locale.ROOT,
                    "mean %.4f, standard deviation %.4f, %,d pixels of %,d images",
                    m.mean(),
                    m.std(),
                    m.pixels(),
                    statistics.images()))
        .orElse("no pixels");
  }

  private static double[] shares(PixelStatistics statistics) {
    double[] sums = new double[BINS];
    double all = 0;
    for (PixelType type : PixelType.values()) {
      long[] counts = statistics.histogram(type).counts();
      int perBin = counts.length / BINS;
      for (int i = 0; i < counts.length; i++) {
        sums[i / perBin] += counts[i];
        all += counts[i];
      }
    }
    for (int i = 0; i < BINS && all > 0; i++) {
      sums[i] /= all;
    }
    return sums;
  }
}
