package dev.xraygpu.selftest;

/**
 * How far a device may be from what it is compared with.
 *
 * @param largest difference of any pixel, in its own unit
 * @param mean difference over all pixels of a case, in its own unit
 */
public record Tolerance(int largest, double mean) {
  /** The very same bytes. */
  public static final Tolerance NONE = new Tolerance(0, 0);

  /** The device does not have the stage: nothing that it could compute would do. */
  public static final Tolerance NOT_THERE = new Tolerance(-1, -1);

  /** Whether that is close enough. */
  boolean allows(Comparison comparison) {
    return comparison.largest() <= largest && comparison.mean() <= mean;
  }
}
