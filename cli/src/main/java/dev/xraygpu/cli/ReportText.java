package dev.xraygpu.cli;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.CorrectedSplits;
import dev.xraygpu.run.JsonText;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.Tally;
import dev.xraygpu.run.TrainStatistics;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.statistics.Moments;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints what a run found and did: for a person, or as one JSON object. */
final class ReportText {
  private static final int SHOWN_EXAMPLES = 5;

  private final PrintWriter out;
  private final boolean json;
  private final FindingRules rules;

  ReportText(PrintWriter out, boolean json) {
    this(out, json, FindingRules.DEFAULT);
  }

  /**
   * A text.
   *
   * @param rules which findings the run reported
   */
  ReportText(PrintWriter out, boolean json, FindingRules rules) {
    this.out = out;
    this.json = json;
    this.rules = rules;
  }

  /** After {@code preprocess}. */
  void preprocess(
      RunReport report, CheckExtent checks, Pipeline pipeline, OutputFormat format, Path folder) {
    if (json) {
      out.print(JsonText.pretty(ReportJson.preprocess(report, checks, folder)));
      out.flush();
      return;
    }
    new CountsText(out, report.classes()).print(report.tally());
    findings(report.tally(), SHOWN_EXAMPLES);
    if (checks == CheckExtent.FILES) {
      out.printf(
          Locale.ROOT,
          "%nNot looked for, by --checks files: copies by what they show, images unlike the others,"
              + " differences between classes and splits.%n");
    }
    report.statistics().ifPresent(this::moments);
    if (pipeline.normalization() instanceof Normalization.OfTrain) {
      out.printf(
          Locale.ROOT,
          "%nNormalised by the %s statistics of the training split.%n",
          pipeline.statisticsOf());
    }
    speed(report);
    report.splits().ifPresent(this::splits);
    results(report, pipeline, format, folder);
    out.flush();
  }

  /** In place of {@code preprocess}, where the very same run has ended before. */
  void finishedBefore(Path folder) {
    if (json) {
      out.print(JsonText.pretty(ReportJson.finishedBefore(folder)));
    } else {
      out.printf(Locale.ROOT, "%s: already finished, nothing to do%n", folder);
    }
    out.flush();
  }

  /** After {@code validate}. */
  void validate(RunReport report) {
    if (json) {
      out.print(JsonText.pretty(ReportJson.validate(report)));
      out.flush();
      return;
    }
    new CountsText(out, report.classes()).print(report.tally());
    findings(report.tally(), Integer.MAX_VALUE);
    speed(report);
    report.splits().ifPresent(this::splits);
    report.results().forEach(path -> out.printf(Locale.ROOT, "Wrote %s%n", path));
    out.flush();
  }

  /** After {@code stats}. */
  void statistics(RunReport report) {
    TrainStatistics statistics = report.statistics().orElseThrow();
    if (json) {
      out.print(JsonText.pretty(ReportJson.statistics(statistics)));
      out.flush();
      return;
    }
    moments(statistics);
    speed(report);
    report.results().forEach(path -> out.printf(Locale.ROOT, "Wrote %s%n", path));
    out.flush();
  }

  private void findings(Tally tally, int examples) {
    if (tally.nothingKept()) {
      out.printf(Locale.ROOT, "%nNothing is kept: no file of the dataset can be used.%n");
    }
    if (rules.reported().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%nNo finding is reported: --select, --ignore or --config leave out all of them, so this"
              + " says nothing about the dataset.%n");
      return;
    }
    if (tally.codes().isEmpty()) {
      int left = FindingCode.values().length - rules.reported().size();
      if (left == 0) {
        out.printf(Locale.ROOT, "%nNo findings.%n");
      } else {
        out.printf(
            Locale.ROOT,
            "%nNo findings of the %s reported; %s left out.%n",
            rules.reported().size() == 1
                ? "only kind that is"
                : String.format(Locale.ROOT, "%,d kinds that are", rules.reported().size()),
            left == 1 ? "1 kind is" : String.format(Locale.ROOT, "%,d kinds are", left));
      }
      return;
    }
    out.printf(Locale.ROOT, "%nFindings%n");
    tally
        .codes()
        .forEach(
            (code, found) -> {
              String severities =
                  String.join(
                      ", ",
                      found.bySeverity().entrySet().stream()
                          .map(e -> count(e.getValue(), e.getKey()))
                          .toList());
              out.printf(Locale.ROOT, "  %s (%s). %s%n", code, severities, code.remedy());
              examples(code, found.examples(), found.count(), examples);
            });
  }

  private static String count(long findings, Severity severity) {
    boolean several = findings != 1 && severity != Severity.INFO;
    return String.format(Locale.ROOT, "%,d %s%s", findings, severity, several ? "s" : "");
  }

  private void examples(FindingCode code, List<Finding> found, long count, int limit) {
    int shown = Math.min(limit, found.size());
    for (Finding finding : found.subList(0, shown)) {
      out.printf(
          Locale.ROOT,
          "    %s%s%n",
          finding.path().isEmpty() ? "" : OneLine.whole(finding.path()) + ": ",
          finding.message());
    }
    if (count > shown) {
      out.printf(
          Locale.ROOT,
          "    and %,d more; findings.csv (--out) lists all %s%n",
          count - shown,
          code);
    }
  }

  private void moments(TrainStatistics statistics) {
    out.printf(
        Locale.ROOT,
        "%nTraining split, %s, values scaled to 0..1%n",
        plural(statistics.input().images(), "image"));
    moments("input", statistics.input());
    moments("processed", statistics.processed());
  }

  private void moments(String name, PixelStatistics statistics) {
    Optional<Moments> moments = statistics.moments();
    if (moments.isPresent()) {
      out.printf(
          Locale.ROOT,
          "  %-10s mean %.6f  std %.6f  (%,d pixels)%n",
          name,
          moments.get().mean(),
          moments.get().std(),
          moments.get().pixels());
    } else {
      out.printf(Locale.ROOT, "  %-10s no usable image%n", name);
    }
  }

  private void speed(RunReport report) {
    double seconds = report.elapsed().toNanos() / 1e9;
    long fresh = report.tally().files() - report.resumed();
    out.printf(
        Locale.ROOT,
        "%nDevice %s (%s), %s: %s, %.0f images/s%s%n",
        report.device().provider(),
        report.device().software(),
        plural(report.threads(), "thread"),
        time(report.elapsed()),
        fresh / Math.max(seconds, 1e-9),
        report.resumed() == 0
            ? ""
            : String.format(Locale.ROOT, "; %,d were done before", report.resumed()));
  }

  private void splits(CorrectedSplits splits) {
    String images =
        splits.images().entrySet().stream()
            .map(
                entry -> entry.getKey() + " " + String.format(Locale.ROOT, "%,d", entry.getValue()))
            .collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT, "%nCorrected splits: %s; %s moved%n", images, plural(splits.moved(), "image"));
    for (Split split : splits.empty()) {
      out.printf(
          Locale.ROOT,
          "Nothing is left for %s, there are too few patients: add some, or move some by hand.%n",
          split);
    }
  }

  private void results(RunReport report, Pipeline pipeline, OutputFormat format, Path folder) {
    out.printf(Locale.ROOT, "%nResults in %s%n", folder);
    // A picture keeps the depth of its image, so pictures have no one element type.
    String type = format == OutputFormat.PNG ? "" : ", " + pipeline.dtype();
    Optional<Size> size = pipeline.resize().map(Resize::target);
    for (Path path : report.results()) {
      String name = String.valueOf(path.getFileName());
      Optional<Split> split =
          List.of(Split.values()).stream().filter(s -> s.directory().equals(name)).findFirst();
      if (split.isPresent() && size.isPresent()) {
        out.printf(Locale.ROOT, "  %s/ %s%s%n", name, size.get(), type);
      } else {
        out.printf(Locale.ROOT, "  %s%n", name);
      }
    }
  }

  static String plural(long count, String word) {
    return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
  }

  private static String time(Duration elapsed) {
    if (elapsed.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1e3);
    }
    return String.format(
        Locale.ROOT, "%d min %02d s", elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
