package dev.xraygpu.sink;

/** IEEE 754 binary16, which Java 17 does not know. */
final class HalfPrecision {
  private static final int MAX_FINITE_AS_FLOAT = 0x477fe000; // 65504

  private HalfPrecision() {}

  /**
   * The nearest half-precision number, ties to even, as NumPy's {@code astype(float16)}: beyond the
   * largest finite one it is infinity.
   */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= MAX_FINITE_AS_FLOAT + 0x1000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      // Subnormal: the value in units of 2^-24; exact in double, so rint rounds only once.
      return (short) (sign | (int) Math.rint(Math.abs((double) value) * (1 << 24)));
    }
    int exponentAndFraction = magnitude - 0x38000000;
    int roundToEven = 0xfff + ((exponentAndFraction >>> 13) & 1);
    return (short) (sign | ((exponentAndFraction + roundToEven) >>> 13));
  }
}
