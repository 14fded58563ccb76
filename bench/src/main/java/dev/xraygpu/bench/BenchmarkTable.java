package dev.xraygpu.bench;

import java.util.List;
import java.util.Locale;

/** A benchmark's figures as lines of text. */
public final class BenchmarkTable {
  private BenchmarkTable() {}

  /** The table with its heading and the notes. */
  public static List<String> of(BenchmarkReport report) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(report.dataset());
    lines.add(BenchmarkReport.machine());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-34s %9s %19s %7s %7s %8s %8s %9s %9s",
            "",
            "images/s",
            "(min to max)",
            "MP/s",
            "MB/s",
            "CPU ms",
            "peak MB",
            "of decode",
            "of OpenCV"));
    for (Measurement m : report.measurements()) {
      lines.add(line(report, m));
    }
    lines.add("");
    lines.add("Medians of " + report.measurements().get(0).rounds().size() + " rounds.");
    lines.add("CPU ms: of all threads, per image. of decode, of OpenCV: rate as a fraction of");
    lines.add("decoding alone on as many threads, with the job's decoders and with OpenCV's;");
    lines.add("in brackets the same by processor time.");
    for (Measurement m : report.measurements()) {
      m.remark().ifPresent(remark -> lines.add(m.setup().name() + ": " + remark));
    }
    lines.addAll(DeviceLines.of(report));
    lines.addAll(report.notes());
    return lines;
  }

  private static String line(BenchmarkReport report, Measurement m) {
    Spread rate = m.imagesPerSecond();
    return String.format(
            Locale.ROOT,
            "%-34s %9.1f %19s %7s %7s %8.3f %8s %9s %9s",
            label(m.setup()),
            rate.median(),
            String.format(Locale.ROOT, "(%.1f to %.1f)", rate.min(), rate.max()),
            m.work().pixels() == 0 ? "" : format("%.1f", m.megapixelsPerSecond().median()),
            m.work().bytes() == 0 ? "" : format("%.1f", m.megabytesPerSecond().median()),
            m.cpuMillisecondsPerImage().median(),
            m.peakBytes() == 0 ? "" : format("%.0f", m.peakBytes() / 1e6),
            fraction(m, report.ceiling(m)),
            fraction(m, report.libraryCeiling(m)))
        .stripTrailing();
  }

  private static String fraction(Measurement m, java.util.Optional<Measurement> ceiling) {
    boolean job =
        switch (m.setup().kind()) {
          case JOB, JOB_OF_FILES, PEER -> true;
          case READING, DECODING_WITH_OPENCV, DECODING, STAGE -> false;
        };
    if (!job || ceiling.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%.2f[%.2f]",
        m.fractionOf(ceiling.get()).median(),
        m.cpuFractionOf(ceiling.get()).median());
  }

  /** A measurement's name with its settings. */
  static String label(Activity.Setup setup) {
    StringBuilder text = new StringBuilder(setup.name());
    text.append(", ").append(setup.threads()).append(setup.threads() == 1 ? " thread" : " threads");
    if (!setup.device().isEmpty() && !setup.device().equals("cpu")) {
      text.append(", ").append(setup.device());
    }
    if (setup.batch() > 0) {
      text.append(", batch ").append(setup.batch());
    }
    if (!setup.size().isEmpty() && !setup.size().equals("224x224")) {
      text.append(", ").append(setup.size());
    }
    return text.toString();
  }

  private static String format(String pattern, double number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}
