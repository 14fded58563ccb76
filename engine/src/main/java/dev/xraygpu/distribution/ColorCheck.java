package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the few images with colour channels among many without. */
public final class ColorCheck {
  private ColorCheck() {}

  /**
   * The findings, in the order of the paths.
   *
   * @param table measures of the kept images; the others have no numbers there
   * @param rule says from how many images on, and what few are
   */
  public static List<Finding> find(Dataset dataset, MeasureTable table, OutlierRule rule) {
    int images = 0;
    List<Integer> colored = new ArrayList<>();
    for (int i = 0; i < table.samples(); i++) {
      float color = table.get(Measure.COLOR, i);
      if (!Float.isNaN(color)) {
        images++;
        if (color > 0) {
          colored.add(i);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (images < rule.smallestSample() || !rule.few(colored.size(), images)) {
      return findings;
    }
    for (int ordinal : colored) {
      findings.add(
          Finding.of(
              dataset.samples().get(ordinal).path(),
              FindingCode.COLOR_AMONG_GRAY,
              String.format(
                  Locale.ROOT,
                  "colour channels, as in %,d of %,d images; the others are gray; %s",
                  colored.size(),
                  images,
                  coloredPixels(table.get(Measure.COLORED, ordinal)))));
    }
    return findings;
  }

  private static String coloredPixels(float share) {
    return Float.isNaN(share)
        ? "how much is coloured is not known"
        : share == 0
            ? "no pixel is coloured"
            : String.format(Locale.ROOT, "%.2f %% of the pixels are coloured", 100 * share);
  }
}
