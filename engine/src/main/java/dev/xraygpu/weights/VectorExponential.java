package dev.xraygpu.weights;

/**
 * The exponential function that OpenCV's vector code has, in single precision without fused
 * operations: a polynomial of degree five, whose results differ from the exact ones in the last bit
 * or two. The bilateral filter's colour weights come from it.
 *
 * <p>The method and its constants are Cephes' {@code expf} (Stephen L. Moshier): {@code e^x = 2^n
 * e^r} with {@code n = floor(x / ln 2 + 1/2)}, where ln 2 is taken off in two parts so that little
 * of r is lost.
 */
// The constants have the digits that Cephes gives them, more than a float holds.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class VectorExponential {
  private static final float LOWEST = -88.3762626647949f;
  private static final float HIGHEST = 89f;
  private static final float LOG2_E = 1.44269504088896341f;
  private static final float LN2_COARSE = 0.693359375f;
  private static final float LN2_FINE = -2.12194440e-4f;
  private static final float[] POLYNOMIAL = {
    1.9875691500e-4f,
    1.3981999507e-3f,
    8.3334519073e-3f,
    4.1665795894e-2f,
    1.6666665459e-1f,
    5.0000001201e-1f
  };

  private VectorExponential() {}

  /** About {@code e^x}, for x at most 0; 0 where it is too small for a normal number. */
  static float of(float x) {
    float limited = Math.min(Math.max(x, LOWEST), HIGHEST);
    float n = (float) Math.floor(limited * LOG2_E + 0.5f);
    float r = limited - n * LN2_COARSE;
    r = r - n * LN2_FINE;
    float sum = POLYNOMIAL[0];
    for (int i = 1; i < POLYNOMIAL.length; i++) {
      sum = sum * r + POLYNOMIAL[i];
    }
    sum = sum * (r * r) + r;
    sum = sum + 1f;
    // An exponent of -127 has no bits left: the power of two is 0 then.
    float power = Float.intBitsToFloat(((int) n + 127) << 23);
    return sum * power;
  }
}
