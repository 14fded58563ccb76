package dev.xraygpu.decode.jpeg;

/**
 * Whether the inverse DCT of a block is the same in the 16-bit arithmetic of libjpeg-turbo's vector
 * instructions as in 32 bits. It is for what encoders make of pixels; for other coefficients the
 * library's result depends on the instruction set.
 *
 * <p>Those instructions keep coefficients and the numbers between the two passes in 16 bits, and
 * add those of columns 0 and 4, 1 and 5, 3 and 7 in 16 bits. A number between the passes is at most
 * 4 * sqrt(2) * cos(pi / 16) = 5.55 times the sum of its column's magnitudes, and one for rounding.
 */
final class ArithmeticRange {
  /** Sum of magnitudes, of a pair of columns or a whole block, that is always inside. */
  static final int SAFE_SUM = 5900;

  /** Keeps the second pass, whose factors are up to 2^13 * 1.39, within 32 bits. */
  private static final int LARGEST_SUM = 30_000;

  private ArithmeticRange() {}

  /**
   * Checks a block.
   *
   * @param planes coefficients in {@link CoefficientPlanes}
   * @param steps their quantisation steps, in the same places
   * @param block which block
   */
  static boolean holds(int[] planes, int[] steps, int block) {
    long all = 0;
    for (int column = 0; column < 4; column++) {
      long pair = sum(planes, steps, block, column) + sum(planes, steps, block, column + 4);
      if (pair > SAFE_SUM) {
        return false;
      }
      all += pair;
    }
    return all <= LARGEST_SUM;
  }

  private static long sum(int[] planes, int[] steps, int block, int column) {
    long sum = 0;
    for (int row = 0; row < 8; row++) {
      int place = row * CoefficientPlanes.ROW + column * CoefficientPlanes.BLOCKS + block;
      sum += Math.abs((long) planes[place] * steps[place]);
    }
    return sum;
  }
}
