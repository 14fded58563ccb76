package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.NumberBesideLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds images that are unusual among the others: a measure (or its logarithm, where ratios matter)
 * that lies further from the median than a number of {@linkplain RobustScale robust standard
 * deviations}. Where too many do, they are a group of their own, which is one finding of the
 * dataset.
 */
public final class OutlierCheck {
  private final Dataset dataset;
  private final MeasureTable table;
  private final OutlierRule rule;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A check, used once.
   *
   * @param table measures of the kept images; the others have no numbers there
   */
  public OutlierCheck(Dataset dataset, MeasureTable table, OutlierRule rule) {
    this.dataset = dataset;
    this.table = table;
    this.rule = rule;
  }

  /** The findings, by measure, then in the order of the paths. */
  public List<Finding> find() {
    for (Measure measure : Measure.values()) {
      measure.outlier().ifPresent(code -> check(measure, code));
    }
    return findings;
  }

  private void check(Measure measure, FindingCode code) {
    float[] sorted = table.sorted(measure, ordinal -> true);
    if (sorted.length < rule.smallestSample()) {
      return;
    }
    double[] values = new double[sorted.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scaled(measure, sorted[i]);
    }
    RobustScale scale = RobustScale.of(values);
    List<Integer> outliers = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < table.samples(); i++) {
      if (Math.abs(score(measure, scale, i)) > rule.threshold()) {
        count++;
        if (rule.few(count, values.length)) {
          outliers.add(i);
        }
      }
    }
    float median = sorted[(sorted.length - 1) / 2];
    if (!rule.few(count, values.length)) {
      findings.add(group(measure, code, count, values.length, median));
      return;
    }
    for (int ordinal : outliers) {
      double score = score(measure, scale, ordinal);
      findings.add(
          Finding.of(
              dataset.samples().get(ordinal).path(),
              code,
              String.format(
                  Locale.ROOT,
                  "%s %s (%s): %s robust standard deviations %s the median %s of %,d images"
                      + " (limit %s)",
                  measure.title(),
                  measure.format(table.get(measure, ordinal)),
                  measure.unit(),
                  NumberBesideLimit.text(Math.abs(score), rule.threshold(), 1),
                  score < 0 ? "below" : "above",
                  measure.format(median),
                  values.length,
                  rule.threshold())));
    }
  }

  private double score(Measure measure, RobustScale scale, int ordinal) {
    float value = table.get(measure, ordinal);
    return Float.isNaN(value) ? 0 : scale.score(scaled(measure, value));
  }

  // A constant image has no sharpness; the smallest float keeps its logarithm finite.
  private static double scaled(Measure measure, float value) {
    return measure.logarithmic() ? StrictMath.log(Math.max(value, Float.MIN_NORMAL)) : value;
  }

  private Finding group(Measure measure, FindingCode code, int count, int of, float median) {
    return Finding.of(
        "",
        code,
        String.format(
            Locale.ROOT,
            "%,d of %,d images lie more than %s robust standard deviations from the median %s (%s):"
                + " too many for outliers, so a group of their own; measures.csv has them",
            count,
            of,
            rule.threshold(),
            measure.title(),
            measure.format(median)));
  }
}
