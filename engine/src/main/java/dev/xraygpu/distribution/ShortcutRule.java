package dev.xraygpu.distribution;

/**
 * When a measure tells two groups of images apart so well that a model could learn it instead of
 * what it should.
 *
 * @param effect least absolute value of Cliff's delta, 0 to 1
 * @param significance largest probability that chance alone made the difference, after Bonferroni's
 *     correction for all comparisons
 * @param smallestGroup images that each group must have
 */
public record ShortcutRule(double effect, double significance, int smallestGroup) {
  /** A large effect by Romano's scale (0.474), at the level 0.01, of groups of at least 8. */
  public static final ShortcutRule DEFAULT = new ShortcutRule(0.474, 0.01, 8);
}
