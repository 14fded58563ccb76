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
   * @param planes dequantised coefficients in {@link CoefficientPlanes}
   * @param block which block
   * @param sum the sum of its coefficients' magnitudes
   */
  static boolean holds(int[] planes, int block, int sum) {
    if (sum <= SAFE_SUM) {
      return true;
    }
    return sum <= LARGEST_SUM
        && pair(planes, block, 0, 4) <= SAFE_SUM
        && pair(planes, block, 1, 5) <= SAFE_SUM
        && pair(planes, block, 2, 6) <= SAFE_SUM
        && pair(planes, block, 3, 7) <= SAFE_SUM;
  }

  private static int pair(int[] planes, int block, int one, int other) {
    int sum = 0;
    for (int row = 0; row < 8; row++) {
      int at = row * CoefficientPlanes.ROW + block;
      sum += Math.abs(planes[at + one * CoefficientPlanes.BLOCKS]);
      sum += Math.abs(planes[at + other * CoefficientPlanes.BLOCKS]);
    }
    return sum;
  }
}
