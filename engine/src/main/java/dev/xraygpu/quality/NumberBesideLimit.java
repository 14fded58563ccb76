package dev.xraygpu.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes a number that stands beside a limit in a message: rounded so that it is still under, over
 * or equal to the limit, as the number itself is.
 */
public final class NumberBesideLimit {
  private NumberBesideLimit() {}

  /**
   * The number, rounded to the nearest; away from the limit where that would reach it.
   *
   * @param number finite
   * @param limit finite, as the message has it
   * @param digits behind the point, 0 or more; a number equal to the limit may have more
   */
  public static String text(double number, double limit, int digits) {
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal bound = BigDecimal.valueOf(limit);
    int side = exact.compareTo(bound);
    BigDecimal nearest = exact.setScale(digits, RoundingMode.HALF_UP);
    if (nearest.compareTo(bound) == side) {
      return nearest.toPlainString();
    }
    return side == 0
        ? exact.toPlainString()
        : exact
            .setScale(digits, side < 0 ? RoundingMode.FLOOR : RoundingMode.CEILING)
            .toPlainString();
  }
}
