package dev.xraygpu.distribution;

/**
 * When an image is unusual among the others of its dataset.
 *
 * @param threshold robust standard deviations from the median, beyond which it is
 * @param smallestSample images that a dataset must have to be compared with
 * @param largestShare a larger share of such images is a group of its own, not outliers, 0 to 1
 */
public record OutlierRule(double threshold, int smallestSample, double largestShare) {
  /** 4.5 deviations, among at least 20 images, at most 1 of 20. */
  public static final OutlierRule DEFAULT = new OutlierRule(4.5, 20, 0.05);

  // So that a small dataset can have an outlier at all.
  private static final int ALWAYS = 3;

  /** Whether so many of so many are few enough to be called unusual. */
  boolean few(int count, int of) {
    return count <= Math.max(Math.min(ALWAYS, of / 4), (int) (largestShare * of));
  }
}
