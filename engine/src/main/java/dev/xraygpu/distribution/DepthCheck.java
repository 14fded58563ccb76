package dev.xraygpu.distribution;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.List;
import java.util.Locale;

/**
 * Finds datasets of images of 8 and of 16 bits: CLAHE changes the latter otherwise, so that pixels
 * tell what a file was stored in.
 */
public final class DepthCheck {
  /** So many of each depth are a group, and no stray file. */
  private static final int FEWEST_IMAGES = 5;

  private DepthCheck() {}

  /**
   * One finding of the dataset, or none.
   *
   * @param table measures of the kept images; the others have no numbers there
   */
  public static List<Finding> find(MeasureTable table) {
    int eight = 0;
    int sixteen = 0;
    for (int ordinal = 0; ordinal < table.samples(); ordinal++) {
      float depth = table.get(Measure.DEPTH, ordinal);
      if (depth <= 8) {
        eight++;
      } else if (depth > 8) { // not where there is no number
        sixteen++;
      }
    }
    if (Math.min(eight, sixteen) < FEWEST_IMAGES) {
      return List.of();
    }
    return List.of(
        Finding.of(
            "",
            FindingCode.MIXED_DEPTHS,
            String.format(
                Locale.ROOT,
                "%,d images have 8 bits and %,d have 16: the same CLAHE changes 16 bits otherwise"
                    + " than 8",
                eight,
                sixteen)));
  }
}
