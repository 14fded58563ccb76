package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;

/** The inner part of the thorax, where devices belong to the patient and are left alone. */
final class ArtifactThorax {
  private ArtifactThorax() {}

  // A box's corners are outside of the chest, whose outline is round: letters lie there.
  private static final double SIDES = 0.12;
  private static final double TOP = 0.12;

  /** Of the lungs' box: without its outermost columns and its uppermost rows. */
  static Rectangle of(RegionEstimate lungs) {
    Rectangle box = lungs.area();
    int across = (int) (box.size().width() * SIDES);
    int down = (int) (box.size().height() * TOP);
    return new Rectangle(
        box.x() + across,
        box.y() + down,
        new Size(
            Math.max(1, box.size().width() - 2 * across),
            Math.max(1, box.size().height() - 2 * down)));
  }
}
