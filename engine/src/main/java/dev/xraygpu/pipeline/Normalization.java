package dev.xraygpu.pipeline;

/** What becomes of the scaled values {@code v / maxValue}, which lie between 0 and 1. */
public sealed interface Normalization {
  /** They stay: floating results lie in [0, 1], integer results are the pixels themselves. */
  record None() implements Normalization {}

  /** {@code (x - mean) / std} with the training split's own mean and standard deviation. */
  record OfTrain() implements Normalization {}

  /**
   * {@code (x - mean) / std} with given numbers, in units where the largest pixel value is 1.
   *
   * @param mean a finite number
   * @param std a finite number above 0
   */
  record Fixed(double mean, double std) implements Normalization {
    /** Refuses what would make infinities. */
    public Fixed {
      if (!Double.isFinite(mean) || !Double.isFinite(std) || !(std > 0)) {
        throw new IllegalArgumentException(
            "normalize: mean and standard deviation are finite and the latter is above 0, not "
                + mean
                + " and "
                + std);
      }
    }
  }
}
