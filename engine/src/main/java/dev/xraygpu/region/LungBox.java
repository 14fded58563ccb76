package dev.xraygpu.region;

/**
 * A box around both lung fields, in shares of the sides of the part of the image that is looked at.
 * It may reach a little beyond the part, where the image ends before the lungs do.
 *
 * @param left left edge, 0 at the part's left
 * @param top upper edge
 * @param right right edge
 * @param bottom lower edge
 */
record LungBox(double left, double top, double right, double bottom) {
  private static final double BEYOND = 0.05;
  private static final double LARGEST_STEP = 0.35;

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  /** The box with left and right exchanged. */
  LungBox mirrored() {
    return new LungBox(1 - right, top, 1 - left, bottom);
  }

  /**
   * The box with its edges moved, in shares of its own sides, within what a box may be.
   *
   * @param moves of the left, upper, right and lower edge
   */
  LungBox moved(double[] moves) {
    return new LungBox(
            Math.max(-BEYOND, Math.min(0.6, left + limited(moves[0]) * width())),
            Math.max(-BEYOND, Math.min(0.6, top + limited(moves[1]) * height())),
            Math.max(0.4, Math.min(1 + BEYOND, right + limited(moves[2]) * width())),
            Math.max(0.4, Math.min(1 + BEYOND, bottom + limited(moves[3]) * height())))
        .notEmpty();
  }

  private static double limited(double move) {
    return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, move));
  }

  // Edges that have passed each other would turn the next features around.
  private LungBox notEmpty() {
    double x = Math.max(0, 0.1 - width()) / 2;
    double y = Math.max(0, 0.1 - height()) / 2;
    return new LungBox(left - x, top - y, right + x, bottom + y);
  }

  /** Edge by number: left, top, right, bottom. */
  double edge(int number) {
    return switch (number) {
      case 0 -> left;
      case 1 -> top;
      case 2 -> right;
      default -> bottom;
    };
  }
}
