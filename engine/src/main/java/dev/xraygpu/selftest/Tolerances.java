package dev.xraygpu.selftest;

import dev.xraygpu.image.PixelType;

/**
 * The published tolerances: one table for the command {@code selftest}, the tests and the
 * documentation. Device {@code cpu} is compared with independent arithmetic, all others with {@code
 * cpu}.
 *
 * <p>The rows of {@code opencv-cuda} are bounds from what its sources compute; they are to be
 * replaced by what a GPU shows.
 */
public final class Tolerances {
  private static final int U16_PER_U8 = 257;

  private Tolerances() {}

  /** What a device may differ by in a case of one pixel type. */
  public static Tolerance of(String device, Check check, PixelType type) {
    int unit = type == PixelType.U8 ? 1 : U16_PER_U8;
    return switch (device) {
      // OpenCV's own processors differ by 1 in a few pixels of the bilateral filter; its definition
      // in double precision differs from any float by as much.
      case "cpu" -> check == Check.BILATERAL ? new Tolerance(1, 0.01) : Tolerance.NONE;
      case "cuda" -> ofCuda(check, type);
      case "opencv-cuda" -> ofOpenCvCuda(check, unit);
      default -> Tolerance.NONE;
    };
  }

  private static Tolerance ofCuda(Check check, PixelType type) {
    // Of 16 bits, the GPU's own exponential makes the table.
    return check == Check.BILATERAL && type == PixelType.U16
        ? new Tolerance(1, 0.001)
        : Tolerance.NONE;
  }

  private static Tolerance ofOpenCvCuda(Check check, int unit) {
    return switch (check) {
      case UNCHANGED, DEPTH_8, MEDIAN_3, MEDIAN_5 -> Tolerance.NONE;
      // It multiplies where the other divides: a rounding apart.
      case CLAHE, CLAHE_UNEVEN -> new Tolerance(unit, unit / 10.0);
      // OpenCV's is for 8 bit alone, with weights of its own.
      case NON_LOCAL_MEANS -> Tolerance.NOT_THERE;
      // It takes the exponential of each pair of pixels anew, in single precision.
      case BILATERAL -> new Tolerance(unit, unit / 10.0);
      // Single precision where the other has 11 bits; other rules where an axis grows.
      case RESIZE_AREA -> new Tolerance(255 * unit, 4.0 * unit);
      // Samples lie up to half a source pixel beside the other's, times the scale.
      case RESIZE_LINEAR, STRETCH_LINEAR, TUTORIAL -> new Tolerance(255 * unit, 12.0 * unit);
    };
  }
}
