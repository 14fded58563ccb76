package dev.xraygpu.picture;

import dev.xraygpu.image.PixelType;
import java.util.Locale;

/** How values of pixels are written. */
public sealed interface ValueUnits {
  /** As they are stored: 0 to 255 or 65,535. */
  record Stored() implements ValueUnits {}

  /**
   * Normalised: {@code (v / maxValue - mean) / std}.
   *
   * @param mean in units where the largest pixel value is 1
   * @param std likewise, greater than 0
   */
  record Normalized(double mean, double std) implements ValueUnits {}

  /** A value that a pixel can have. */
  default String value(int stored, PixelType type) {
    if (this instanceof Normalized to) {
      double scaled = (double) stored / type.maxValue();
      return String.format(Locale.ROOT, "%.3f", (scaled - to.mean()) / to.std());
    }
    return Integer.toString(stored);
  }

  /** A mean, from units where the largest pixel value is 1. */
  default String mean(double mean, PixelType type) {
    if (this instanceof Normalized to) {
      return String.format(Locale.ROOT, "%.3f", (mean - to.mean()) / to.std());
    }
    return String.format(Locale.ROOT, "%.1f", mean * type.maxValue());
  }

  /** A standard deviation, from the same units. */
  default String std(double std, PixelType type) {
    if (this instanceof Normalized to) {
      return String.format(Locale.ROOT, "%.3f", std / to.std());
    }
    return String.format(Locale.ROOT, "%.1f", std * type.maxValue());
  }
}
