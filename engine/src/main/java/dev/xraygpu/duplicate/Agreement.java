package dev.xraygpu.duplicate;

/**
 * What the details of two images have in common once they are laid over each other.
 *
 * @param correlation of the finest structure over the whole overlap, -1 to 1; negative if one is
 *     the other's negative
 * @param parts correlation that all but the worst quarter of the image's parts reach, with the sign
 *     of the whole one turned to plus; at most 1
 */
record Agreement(double correlation, double parts) {
  /** Nothing in common. */
  static final Agreement NONE = new Agreement(0, 0);

  // Re-encoded, brightened, gamma-changed, cropped and marked copies of radiographs reach 0.83,
  // two exposures of one patient in the same position 0.7 at most: see docs/duplicates.md.
  private static final double LEAST = 0.78;

  /** Whether both images show the same exposure. */
  boolean sameExposure() {
    return Math.abs(correlation) >= LEAST && parts >= LEAST;
  }
}
