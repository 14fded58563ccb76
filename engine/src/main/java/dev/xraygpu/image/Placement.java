package dev.xraygpu.image;

/**
 * Where an image, or a part of it, comes to lie in a target of fixed size: enough to map a box or a
 * mask from the original onto the result.
 *
 * <p>A point {@code (x, y)} of the original lands at {@code padLeft + (x - source.x) *
 * content.width / source.width}, likewise for rows; for a letterbox that quotient is {@link #scale}
 * up to the truncation of the content's size to whole pixels.
 *
 * @param source the part of the original that is kept
 * @param content the size it is resized to
 * @param target the size of the result
 * @param padLeft black columns left of the content
 * @param padTop black rows above the content
 * @param scale the letterbox's factor; for a stretch, which has two, that of the width
 */
public record Placement(
    Rectangle source, Size content, Size target, int padLeft, int padTop, double scale) {

  /**
   * Fits {@code source} into {@code target} with its proportions kept, centred, the smaller half of
   * the padding first: {@code new = (int) (side * min(targetWidth / width, targetHeight /
   * height))}, in double precision, truncated, and at least 1.
   */
  public static Placement letterbox(Rectangle source, Size target) {
    int width = source.size().width();
    int height = source.size().height();
    double scale = Math.min((double) target.height() / height, (double) target.width() / width);
    Size content =
        new Size(
            clamp((int) (width * scale), target.width()),
            clamp((int) (height * scale), target.height()));
    return new Placement(
        source,
        content,
        target,
        (target.width() - content.width()) / 2,
        (target.height() - content.height()) / 2,
        scale);
  }

  /** Fills {@code target} with {@code source}, proportions lost, nothing padded. */
  public static Placement stretch(Rectangle source, Size target) {
    return new Placement(
        source, target, target, 0, 0, (double) target.width() / source.size().width());
  }

  /** Keeps {@code source} as it is. */
  public static Placement identity(Rectangle source) {
    return new Placement(source, source.size(), source.size(), 0, 0, 1);
  }

  // A side of 1 in an extreme shape would truncate to 0; rounding can never exceed the target, but
  // the bound is cheaper than its proof.
  private static int clamp(int side, int limit) {
    return Math.max(1, Math.min(side, limit));
  }
}
