package dev.xraygpu.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as tables have them: whole ones as they are, others to six significant digits. The same
 * text as of {@code %.6g}, at a fraction of its cost: a table has a dozen for each image.
 */
final class SixDigits {
  private static final int DIGITS = 6;
  private static final MathContext ROUNDED = new MathContext(DIGITS, RoundingMode.HALF_UP);
  private static final double LARGEST_WHOLE = 1e9;

  private SixDigits() {}

  /** A number's text; empty for one that is not a number. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(ROUNDED);
    int exponent = rounded.precision() - rounded.scale() - 1;
    rounded = rounded.setScale(DIGITS - 1 - exponent);
    if (exponent >= -4 && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + '.'
        + digits.substring(1)
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
