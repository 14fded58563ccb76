package dev.xraygpu.picture;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;

/**
 * Which values a screen shows as black and white; what lies outside is black or white, too.
 *
 * @param black at and below this value
 * @param white at and above this value, greater than black
 */
public record DisplayScale(int black, int white) {
  // Of 16-bit values, so many of the darkest and of the brightest may lie outside.
  private static final double OUTSIDE = 0.001;

  /** Refuses a scale without any gray. */
  public DisplayScale {
    if (black < 0 || white <= black) {
      throw new IllegalArgumentException("black at " + black + ", white at " + white);
    }
  }

  /** All values a pixel can have. */
  public static DisplayScale full(PixelType type) {
    return new DisplayScale(0, type.maxValue());
  }

  /** What {@link #occurring} says of an image, whose 8-bit pixels need not be counted for it. */
  public static DisplayScale of(HostImage image) {
    return image.type() == PixelType.U8 ? full(PixelType.U8) : occurring(PixelValues.of(image));
  }

  /** What occurs, but for a thousandth at either end; all values of 8-bit pixels. */
  public static DisplayScale occurring(PixelValues values) {
    if (values.type() == PixelType.U8) {
      return full(PixelType.U8);
    }
    int low = values.quantile(OUTSIDE);
    int high = values.quantile(1 - OUTSIDE);
    if (high <= low) {
      low = values.min();
      high = values.max();
    }
    return high <= low ? full(values.type()) : new DisplayScale(low, high);
  }

  /** What is shown of a value, 0 to 255. */
  public int gray(int value) {
    int range = white - black;
    long inside = Math.max(0, Math.min(range, (long) value - black));
    return (int) ((2 * 255 * inside + range) / (2L * range));
  }
}
