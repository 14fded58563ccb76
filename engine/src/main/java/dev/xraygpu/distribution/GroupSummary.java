package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Split;

/**
 * How a measure is distributed over the images of one split and class.
 *
 * @param split of the images
 * @param label their class; empty for images of no class
 * @param measure which one, and so the unit of the values
 * @param images that have the measure; at least 1
 * @param p5 the value that 5 % of them do not exceed: always one that occurs
 * @param p25 the value that 25 % do not exceed
 * @param median the middle one, the lower of two
 * @param p75 the value that 75 % do not exceed
 * @param p95 the value that 95 % do not exceed
 */
public record GroupSummary(
    Split split,
    String label,
    Measure measure,
    int images,
    double p5,
    double p25,
    double median,
    double p75,
    double p95) {

  /** The summary of ascending values, at least one. */
  static GroupSummary of(Split split, String label, Measure measure, float[] sorted) {
    return new GroupSummary(
        split,
        label,
        measure,
        sorted.length,
        quantile(sorted, 0.05),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95));
  }

  // The smallest value whose share is reached: always one that occurs.
  private static float quantile(float[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
