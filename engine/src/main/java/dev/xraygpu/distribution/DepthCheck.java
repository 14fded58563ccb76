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
    float[] depths = table.sorted(Measure.DEPTH, ordinal -> true);
    int eight = 0;
    while (eight < depths.length && depths[eight] <= 8) {
      eight++;
    }
    int sixteen = depths.length - eight;
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
