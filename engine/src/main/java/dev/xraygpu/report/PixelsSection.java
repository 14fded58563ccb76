package dev.xraygpu.report;

import dev.xraygpu.report.ReportContent.Histograms;
import dev.xraygpu.report.ReportContent.StageSequence;
import java.io.IOException;

/** Pixels before and after the stages: histograms of the training split, and a few samples. */
final class PixelsSection {
  private final ReportContent content;
  private final HtmlWriter html;

  PixelsSection(ReportContent content, HtmlWriter html) {
    this.content = content;
    this.html = html;
  }

  void write() throws IOException {
    html.raw("<section id=\"pixels\"><h2>Pixels</h2><h3>Histograms of the training split</h3>");
    if (content.statistics().isPresent()) {
      Histograms histograms = content.statistics().get();
      html.raw("<div class=\"charts\">");
      HistogramChart.write(html, "Input", histograms.input());
      if (histograms.processed().isPresent()) {
        HistogramChart.write(html, "Processed, padding included", histograms.processed().get());
      }
      html.raw("</div>\n");
    } else {
      html.raw("<p>The dataset has no training split, so there are no training statistics.</p>");
    }
    if (!content.stages().isEmpty()) {
      html.raw("<h3>The pipeline, stage by stage</h3>");
      for (StageSequence sequence : content.stages()) {
        html.raw("<article class=\"stages\"><h4 class=\"path\">")
            .text(sequence.path())
            .raw("</h4>");
        FindingsSection.examples(html, sequence.stages());
        html.raw("</article>\n");
      }
    }
    html.raw("</section>\n");
  }
}
