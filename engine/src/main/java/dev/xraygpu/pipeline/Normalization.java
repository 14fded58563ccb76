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
   * @param std a finite number above 0, and not so small that white or black become infinite
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
      if (!Double.isFinite(largest(mean, std))) {
        throw new IllegalArgumentException(
            "normalize: the standard deviation "
                + std
                + " is so small that values would be infinite");
      }
    }

    /** The largest distance from 0 that a value can have, in single precision. */
    double largest() {
      return largest(mean, std);
    }

    private static double largest(double mean, double std) {
      float center = (float) mean;
      float deviation = (float) std;
      return Math.max(Math.abs((0 - center) / deviation), Math.abs((1 - center) / deviation));
    }

    /**
     * Refuses numbers for 8-bit values: they would turn all images into nearly the same constant,
     * unnoticed.
     *
     * @throws IllegalArgumentException if they cannot be in units where the largest pixel value is
     *     1
     */
    public Fixed inUnits() {
      if (mean < 0 || mean > 1 || std > 1) {
        throw new IllegalArgumentException(
            "normalize: mean "
                + mean
                + " and standard deviation "
                + std
                + " must not exceed 1, nor the mean be below 0: they are in units where the largest"
                + " pixel value is 1; divide those of 8-bit values by 255");
      }
      return this;
    }
  }
}
