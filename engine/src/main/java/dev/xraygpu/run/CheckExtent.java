package dev.xraygpu.run;

import java.util.Locale;

/** How far a dataset is looked at. */
public enum CheckExtent {
  /**
   * As a whole: beside all of {@link #FILES}, copies by what they show, images unlike the others,
   * differences between classes and splits, and a report of it.
   */
  DATASET,
  /**
   * Each file by itself, and of the dataset what names, tables, headers and bytes tell: splits,
   * patients, labels, files of the same bytes. For a dataset whose findings are known.
   */
  FILES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
