package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Split;

/**
 * One measure of two groups of images: two classes within a split, or two splits within a class.
 *
 * @param kind what the groups differ in
 * @param within the split or class that both have in common, as text
 * @param split of the first group
 * @param measure which one, and so the unit of the medians
 * @param first the first group's class or split
 * @param second the second group's; {@code others} for all other classes together
 * @param firstImages how many the first group has
 * @param secondImages how many the second has
 * @param firstMedian the first group's median
 * @param secondMedian the second group's
 * @param effect how well the measure tells them apart
 * @param striking whether the {@link ShortcutRule} calls it so
 */
public record Comparison(
    Kind kind,
    String within,
    Split split,
    Measure measure,
    String first,
    String second,
    int firstImages,
    int secondImages,
    double firstMedian,
    double secondMedian,
    EffectSize effect,
    boolean striking) {
  /** What two groups differ in. */
  public enum Kind {
    /** Classes of one split. */
    CLASSES,
    /** Splits of one class. */
    SPLITS
  }
}
