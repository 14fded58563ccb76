package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import java.util.Arrays;

/**
 * A part of an image that holds no measured pixels.
 *
 * @param box around it, in pixels of the original
 * @param missing of the box's pixels, row by row, those that are missing
 */
record MissingRegion(Rectangle box, boolean[] missing) {
  /** A box of which nothing is left. */
  static MissingRegion whole(Rectangle box) {
    boolean[] all = new boolean[Math.toIntExact(box.size().area())];
    Arrays.fill(all, true);
    return new MissingRegion(box, all);
  }
}
