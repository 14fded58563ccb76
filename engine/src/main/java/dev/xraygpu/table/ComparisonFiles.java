package dev.xraygpu.table;

import dev.xraygpu.distribution.Comparison;
import dev.xraygpu.distribution.GroupComparisons;
import dev.xraygpu.distribution.GroupSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code distributions.csv}, how every measure is distributed over each split and class, and {@code
 * shortcuts.csv}, how well it tells them apart.
 */
public final class ComparisonFiles {
  /** The file of the distributions. */
  public static final String DISTRIBUTIONS = "distributions.csv";

  /** The file of the effect sizes. */
  public static final String SHORTCUTS = "shortcuts.csv";

  private static final List<String> SHORTCUT_COLUMNS =
      List.of(
          "compared",
          "within",
          "measure",
          "first",
          "second",
          "first_images",
          "second_images",
          "first_median",
          "second_median",
          "cliffs_delta",
          "auc",
          "balanced_accuracy",
          "p_value",
          "magnitude",
          "striking");

  private ComparisonFiles() {}

  /** Writes both tables into a folder. */
  public static void write(Path folder, GroupComparisons comparisons) throws IOException {
    List<String> columns =
        List.of("split", "label", "measure", "images", "p5", "p25", "median", "p75", "p95");
    try (CsvTable table = CsvTable.create(folder.resolve(DISTRIBUTIONS), columns)) {
      for (GroupSummary s : comparisons.summaries()) {
        table.row(
            s.split().directory(),
            s.label(),
            s.measure().column(),
            s.images(),
            SixDigits.of(s.p5()),
            SixDigits.of(s.p25()),
            SixDigits.of(s.median()),
            SixDigits.of(s.p75()),
            SixDigits.of(s.p95()));
      }
    }
    try (CsvTable table = CsvTable.create(folder.resolve(SHORTCUTS), SHORTCUT_COLUMNS)) {
      for (Comparison c : comparisons.comparisons()) {
        table.row(
            c.kind().name().toLowerCase(Locale.ROOT),
            c.within(),
            c.measure().column(),
            c.first(),
            c.second(),
            c.firstImages(),
            c.secondImages(),
            SixDigits.of(c.firstMedian()),
            SixDigits.of(c.secondMedian()),
            SixDigits.of(c.effect().delta()),
            SixDigits.of(c.effect().auc()),
            SixDigits.of(c.effect().balancedAccuracy()),
            SixDigits.of(c.effect().significance()),
            c.effect().magnitude(),
            c.striking() ? "yes" : "no");
      }
    }
  }
}
