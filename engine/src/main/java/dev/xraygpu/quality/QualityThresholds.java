package dev.xraygpu.quality;

/**
 * Where an image stops being usable.
 *
 * @param smallestSide a side under this is an error, in pixels
 * @param smallSide a side under this is a warning, in pixels
 * @param blackMean a mean under this is nearly black, in units of an 8-bit pixel
 */
public record QualityThresholds(int smallestSide, int smallSide, double blackMean) {
  /** The thresholds of the field's tutorials: 50, 100 and 5. */
  public static final QualityThresholds DEFAULT = new QualityThresholds(50, 100, 5);
}
