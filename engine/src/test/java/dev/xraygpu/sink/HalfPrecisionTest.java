package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
  private static final short INFINITY = 0x7c00;

  /** The number a half stands for; the definition of IEEE 754 binary16. */
  private static double value(int half) {
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void everyHalfComesBack() {
    for (int half = 0; half < 65_536; half++) {
      short result = HalfPrecision.of((float) value(half));
      if (Double.isNaN(value(half))) {
        assertThat(value(result & 0xffff)).isNaN();
      } else {
        assertThat(result).isEqualTo((short) half);
      }
    }
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    for (int half = 0; half < 0x7bff; half++) {
      // Exact in single precision: one bit more than a half has.
      float tie = (float) ((value(half) + value(half + 1)) / 2);
      int even = half % 2 == 0 ? half : half + 1;
      assertThat(HalfPrecision.of(tie)).isEqualTo((short) even);
      assertThat(HalfPrecision.of(-tie)).isEqualTo((short) (even | 0x8000));
      assertThat(HalfPrecision.of(Math.nextDown(tie))).isEqualTo((short) half);
      assertThat(HalfPrecision.of(Math.nextUp(tie))).isEqualTo((short) (half + 1));
    }
  }

  @Test
  void beyondTheLargestFiniteNumberIsInfinity() {
    assertThat(HalfPrecision.of(65_504)).isEqualTo((short) 0x7bff);
    assertThat(HalfPrecision.of(Math.nextDown(65_520f))).isEqualTo((short) 0x7bff);
    assertThat(HalfPrecision.of(65_520f)).isEqualTo(INFINITY);
    assertThat(HalfPrecision.of(Float.MAX_VALUE)).isEqualTo(INFINITY);
    assertThat(HalfPrecision.of(Float.POSITIVE_INFINITY)).isEqualTo(INFINITY);
    assertThat(HalfPrecision.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
    assertThat(HalfPrecision.of(-0f)).isEqualTo((short) 0x8000);
    assertThat(HalfPrecision.of(Float.MIN_VALUE)).isZero();
    assertThat(HalfPrecision.of(-Float.MIN_VALUE)).isEqualTo((short) 0x8000);
  }

  @Test
  void randomNumbersAreRoundedToTheNearest() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      // Any bits at all, and values of the size that normalised pixels have.
      float number =
          i % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(40) - 26));
      if (!Float.isNaN(number)) {
        assertThat(HalfPrecision.of(number)).as("%s", number).isEqualTo(nearest(number));
      }
    }
  }

  // By exact distances to the two neighbours, found by bisection over the ordered halves.
  private static short nearest(float number) {
    int sign = Float.floatToRawIntBits(number) < 0 ? 0x8000 : 0;
    if (Math.abs(number) >= 65_520f) {
      return (short) (sign | INFINITY);
    }
    BigDecimal exact = new BigDecimal(Math.abs(number));
    int low = 0;
    int high = 0x7bff;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (new BigDecimal(value(middle)).compareTo(exact) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low == 0x7bff) {
      return (short) (sign | low);
    }
    BigDecimal below = exact.subtract(new BigDecimal(value(low)));
    BigDecimal above = new BigDecimal(value(low + 1)).subtract(exact);
    int side = below.compareTo(above);
    int result = side < 0 || (side == 0 && low % 2 == 0) ? low : low + 1;
    return (short) (sign | result);
  }
}
