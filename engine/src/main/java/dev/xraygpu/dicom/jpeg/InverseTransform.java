package dev.xraygpu.dicom.jpeg;

/**
 * Dequantisation and the accurate integer inverse DCT of the IJG's library, which DICOM toolkits
 * use, for 8 and 12 bits: after C. Loeffler, A. Ligtenberg and G. Moschytz, "Practical Fast 1-D DCT
 * Algorithms with 11 Multiplications" (ICASSP 1989). Constants have 13 fractional bits; between the
 * passes 2 more bits are kept with 8-bit samples, 1 with 12-bit samples; halves are rounded up.
 */
final class InverseTransform {
  private static final int CONSTANT_BITS = 13;

  private static final int C_0_298 = 2446;
  private static final int C_0_390 = 3196;
  private static final int C_0_541 = 4433;
  private static final int C_0_765 = 6270;
  private static final int C_0_899 = 7373;
  private static final int C_1_175 = 9633;
  private static final int C_1_501 = 12_299;
  private static final int C_1_847 = 15_137;
  private static final int C_1_961 = 16_069;
  private static final int C_2_053 = 16_819;
  private static final int C_2_562 = 20_995;
  private static final int C_3_072 = 25_172;

  /** Place in rows and columns of a coefficient in zigzag order. */
  private static final int[] NATURAL = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private final int[] work = new int[64];
  private final int passBits;
  private final int center;
  private final int largest;

  InverseTransform(int precision) {
    this.passBits = precision == 8 ? 2 : 1;
    this.center = 1 << (precision - 1);
    this.largest = (1 << precision) - 1;
  }

  /**
   * Makes samples of a block.
   *
   * @param coefficients in zigzag order from {@code from} on
   * @param steps quantisation steps in zigzag order
   * @param row and {@code column} of the block's first sample in {@code target}
   * @param stride samples in a row of {@code target}
   */
  void toSamples(
      short[] coefficients,
      int from,
      int[] steps,
      short[] target,
      int row,
      int column,
      int stride) {
    int[] natural = work;
    int others = 0;
    for (int k = 1; k < 64; k++) {
      int coefficient = coefficients[from + k];
      natural[NATURAL[k]] = coefficient * steps[k];
      others |= coefficient;
    }
    natural[0] = coefficients[from] * steps[0];
    int at = row * stride + column;
    if (others == 0) {
      // What the two passes come to when all else is zero.
      int value = descale(natural[0] << passBits, passBits + 3) + center;
      short sample = (short) Math.max(0, Math.min(largest, value));
      for (int y = 0; y < 8; y++) {
        java.util.Arrays.fill(target, at + y * stride, at + y * stride + 8, sample);
      }
      return;
    }
    for (int x = 0; x < 8; x++) {
      pass(natural, x, 8, CONSTANT_BITS - passBits);
    }
    for (int y = 0; y < 8; y++) {
      pass(natural, 8 * y, 1, CONSTANT_BITS + passBits + 3);
      for (int x = 0; x < 8; x++) {
        int value = natural[8 * y + x] + center;
        target[at + y * stride + x] = (short) Math.max(0, Math.min(largest, value));
      }
    }
  }

  private static void pass(int[] work, int at, int step, int shift) {
    int z2 = work[at + 2 * step];
    int z3 = work[at + 6 * step];
    int z1 = (z2 + z3) * C_0_541;
    int tmp2 = z1 - z3 * C_1_847;
    int tmp3 = z1 + z2 * C_0_765;
    int tmp0 = (work[at] + work[at + 4 * step]) << CONSTANT_BITS;
    int tmp1 = (work[at] - work[at + 4 * step]) << CONSTANT_BITS;
    int even0 = tmp0 + tmp3;
    int even3 = tmp0 - tmp3;
    int even1 = tmp1 + tmp2;
    int even2 = tmp1 - tmp2;

    int odd0 = work[at + 7 * step];
    int odd1 = work[at + 5 * step];
    int odd2 = work[at + 3 * step];
    int odd3 = work[at + step];
    int sum1 = -(odd0 + odd3) * C_0_899;
    int sum2 = -(odd1 + odd2) * C_2_562;
    int z5 = (odd0 + odd2 + odd1 + odd3) * C_1_175;
    int sum3 = z5 - (odd0 + odd2) * C_1_961;
    int sum4 = z5 - (odd1 + odd3) * C_0_390;
    odd0 = odd0 * C_0_298 + sum1 + sum3;
    odd1 = odd1 * C_2_053 + sum2 + sum4;
    odd2 = odd2 * C_3_072 + sum2 + sum3;
    odd3 = odd3 * C_1_501 + sum1 + sum4;

    work[at] = descale(even0 + odd3, shift);
    work[at + 7 * step] = descale(even0 - odd3, shift);
    work[at + step] = descale(even1 + odd2, shift);
    work[at + 6 * step] = descale(even1 - odd2, shift);
    work[at + 2 * step] = descale(even2 + odd1, shift);
    work[at + 5 * step] = descale(even2 - odd1, shift);
    work[at + 3 * step] = descale(even3 + odd0, shift);
    work[at + 4 * step] = descale(even3 - odd0, shift);
  }

  private static int descale(int value, int shift) {
    return value + (1 << (shift - 1)) >> shift;
  }
}
