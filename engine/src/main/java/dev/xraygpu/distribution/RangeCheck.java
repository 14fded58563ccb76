package dev.xraygpu.distribution;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.NumberBesideLimit;
import java.util.List;
import java.util.Locale;

/**
 * Finds datasets whose pixels hardly use what they are stored in, such as 12-bit values in 16-bit
 * PNG files: no such image can have a mean above a sixteenth of white, and hardly any X-ray that
 * uses all of its range has one below.
 */
public final class RangeCheck {
  private static final int FEWEST_IMAGES = 5;

  /** 12 bits of 16, as a table holds it. */
  private static final float DARK = (float) (4095.0 / 65_535);

  private static final double SIXTEENTH = 0.0625;

  /** So many of the images must be dark. */
  private static final double NEARLY_ALL = 0.95;

  private RangeCheck() {}

  /**
   * One finding of the dataset, or none.
   *
   * @param table measures of the kept images; the others have no numbers there
   */
  public static List<Finding> find(MeasureTable table) {
    float[] means = table.sorted(Measure.BRIGHTNESS, ordinal -> true);
    int dark = 0;
    while (dark < means.length && means[dark] <= DARK) {
      dark++;
    }
    if (means.length < FEWEST_IMAGES || dark < NEARLY_ALL * means.length) {
      return List.of();
    }
    return List.of(
        Finding.of(
            "",
            FindingCode.UNUSED_RANGE,
            String.format(
                Locale.ROOT,
                "%,d of %,d images have a mean under a sixteenth of white (median %s): their"
                    + " values seem to have fewer bits than they are stored in, as 12 of 16",
                dark,
                means.length,
                NumberBesideLimit.text(means[(means.length - 1) / 2], SIXTEENTH, 4))));
  }
}
