package dev.xraygpu.statistics;

import dev.xraygpu.image.PixelType;

/**
 * What the checks need to know of one image's pixels, as exact integers.
 *
 * @param type the pixels' type
 * @param count number of pixels
 * @param sum of all values
 * @param constant whether all pixels have the same value
 */
public record PixelSummary(PixelType type, long count, long sum, boolean constant) {
  /** Mean value in the pixels' own unit, 0 to {@code type.maxValue()}. */
  public double mean() {
    return (double) sum / count;
  }

  /** Mean value in units of an 8-bit pixel, 0 to 255, whatever the depth. */
  public double meanIn8Bit() {
    return sum * 255.0 / ((double) count * type.maxValue());
  }
}
