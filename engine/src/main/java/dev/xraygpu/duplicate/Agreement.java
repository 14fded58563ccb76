package dev.xraygpu.duplicate;

/**
 * What the details of two images have in common once they are laid over each other.
 *
 * @param correlation of the finest structure over the whole overlap, -1 to 1; negative if one is
 *     the other's negative
 * @param parts correlation that all but the worst quarter of the image's parts reach, with the sign
 *     of the whole one turned to plus; at most 1
 * @param displacement how far the farthest border had to be moved, in pixels of the detail
 */
record Agreement(double correlation, double parts, double displacement) {
  /** Nothing in common. */
  static final Agreement NONE = new Agreement(0, 0, 0);

  // What fits without being moved was not framed anew, so it may have been changed more: JPEG of
  // quality 30 leaves at least 0.89, CLAHE of limit 8 in 16 x 16 tiles 0.82.
  private static final double IN_PLACE = 1;
  private static final double LEAST_IN_PLACE = 0.8;
  private static final double LEAST_PARTS_IN_PLACE = 0.77;
  // What must be moved is a cropped copy, which leaves at least 0.97, or another exposure: those of
  // one patient in the same position reach 0.79. See docs/duplicates.md.
  private static final double LEAST_MOVED = 0.91;
  private static final double LEAST_PARTS_MOVED = 0.87;

  /** Whether both images show the same exposure. */
  boolean sameExposure() {
    return displacement <= IN_PLACE
        ? Math.abs(correlation) >= LEAST_IN_PLACE && parts >= LEAST_PARTS_IN_PLACE
        : Math.abs(correlation) >= LEAST_MOVED && parts >= LEAST_PARTS_MOVED;
  }
}
