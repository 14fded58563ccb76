package dev.xraygpu.statistics;

import dev.xraygpu.image.PixelType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Mean and population standard deviation of pixel values, in units where the largest value of each
 * pixel type is 1.
 *
 * <p>Computed from integer histograms without rounding until the last step: 8-bit values are
 * weighted by 257, which maps 255 onto 65,535 exactly, so images of both depths count alike.
 *
 * @param pixels how many pixels were counted, at least 1
 * @param mean between 0 and 1
 * @param std population standard deviation, {@code sqrt(E[v^2] - E[v]^2)}, between 0 and 0.5
 */
public record Moments(long pixels, double mean, double std) {
  private static final MathContext PRECISION = new MathContext(40);
  private static final int UNIT = PixelType.U16.maxValue();

  /**
   * The moments of both histograms together.
   *
   * @throws IllegalArgumentException if both are empty: there is no mean of nothing
   */
  public static Moments of(Histogram u8, Histogram u16) {
    BigInteger n = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (Histogram histogram : new Histogram[] {u8, u16}) {
      long weight = UNIT / histogram.type().maxValue();
      for (int bin = 0; bin < histogram.type().bins(); bin++) {
        if (histogram.count(bin) == 0) {
          continue;
        }
        BigInteger count = BigInteger.valueOf(histogram.count(bin));
        long value = bin * weight;
        n = n.add(count);
        sum = sum.add(count.multiply(BigInteger.valueOf(value)));
        squares = squares.add(count.multiply(BigInteger.valueOf(value * value)));
      }
    }
    if (n.signum() == 0) {
      throw new IllegalArgumentException("no pixel was counted");
    }
    // std = sqrt(n * sum(v^2) - sum(v)^2) / n, the numerator an exact integer.
    BigDecimal unitPixels = new BigDecimal(n.multiply(BigInteger.valueOf(UNIT)));
    BigInteger variance = n.multiply(squares).subtract(sum.multiply(sum));
    return new Moments(
        n.longValueExact(),
        new BigDecimal(sum).divide(unitPixels, PRECISION).doubleValue(),
        new BigDecimal(variance).sqrt(PRECISION).divide(unitPixels, PRECISION).doubleValue());
  }
}
