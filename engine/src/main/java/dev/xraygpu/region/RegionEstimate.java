package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;

/**
 * A part of an image that was found.
 *
 * @param area in pixels of the original
 * @param confidence 0 to 1; what it means is the finder's own
 */
public record RegionEstimate(Rectangle area, double confidence) {
  /** Refuses confidences that are none. */
  public RegionEstimate {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence of " + confidence);
    }
  }
}
