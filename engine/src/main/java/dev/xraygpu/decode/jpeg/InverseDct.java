package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.CoefficientPlanes.BLOCKS;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.ROW;

/**
 * The accurate integer inverse DCT of libjpeg ("islow") after C. Loeffler, A. Ligtenberg and G.
 * Moschytz, "Practical Fast 1-D DCT Algorithms with 11 Multiplications" (ICASSP 1989): constants of
 * 13 fractional bits, 2 more fractional bits kept between the passes, rounded to nearest, halves
 * up.
 *
 * <p>Nothing is rounded within a pass, so that the order of its additions and multiplications is
 * free. Here the odd part is multiplied out and each loop makes two of the eight results for many
 * blocks at once, because that is what HotSpot turns into vector instructions: all in one array, at
 * distances that are constants, and few operations in a loop. A loop over all eight results, or one
 * with {@code Math.min} on JDK 17, stays scalar and takes ten times as long.
 */
final class InverseDct {
  private static final int CONSTANT_BITS = 13;
  private static final int PASS_BITS = 2;
  private static final int COLUMN_SHIFT = CONSTANT_BITS - PASS_BITS;
  private static final int ROW_SHIFT = CONSTANT_BITS + PASS_BITS + 3;
  private static final int COLUMN_ROUNDING = 1 << (COLUMN_SHIFT - 1);

  /** Rounding, and the level shift that makes samples unsigned. */
  private static final int ROW_ROUNDING = (1 << (ROW_SHIFT - 1)) + (128 << ROW_SHIFT);

  private static final int LARGEST = 255;

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

  // What the rotations of the odd part come to, by their cosines: sqrt(2) * cos(k * pi / 16). Two
  // that differ by one are roundings of the same number.
  private static final int COS_1 = C_1_501 - C_0_899 - C_0_390 + C_1_175;
  private static final int COS_3 = C_1_175;
  private static final int COS_5 = C_1_175 - C_0_390;
  private static final int COS_7 = C_1_175 - C_0_899;
  private static final int C3_OF_O2 = C_3_072 - C_2_562 - C_1_961 + C_1_175;
  private static final int C5_OF_O2 = C_1_175 - C_2_562;
  private static final int C7_OF_O2 = C_1_175 - C_1_961;
  private static final int C5_OF_O1 = C_2_053 - C_2_562 - C_0_390 + C_1_175;
  private static final int C7_OF_O0 = C_0_298 - C_0_899 - C_1_961 + C_1_175;

  private static final int RANGE = CoefficientPlanes.WORK;
  private static final int RANGE_BITS = 15;
  private static final int RANGE_HALF = 1 << (RANGE_BITS - 1);

  /** Where the other half of the array starts. */
  private static final int OTHER = CoefficientPlanes.LENGTH;

  private InverseDct() {}

  /**
   * Dequantises and transforms all blocks.
   *
   * @param planes coefficients in {@link CoefficientPlanes}, and as much again for working;
   *     afterwards {@link CoefficientPlanes#LEFT} and {@link CoefficientPlanes#RIGHT} hold the
   *     samples, and all else nothing of use
   * @param steps quantisation steps, in the coefficients' places
   * @return whether all numbers were in the range where this is what libjpeg-turbo's vector
   *     instructions give: they hold and add coefficients and the numbers between the passes in 16
   *     bits, each with sums of two, so that up to 2^14 nothing can overflow
   */
  static boolean transform(int[] planes, int[] steps) {
    dequantise(planes, steps);
    int range = range(planes);
    columnsEven03(planes);
    columnsEven12(planes);
    columns07(planes);
    columns16(planes);
    columns25(planes);
    columns34(planes);
    transpose(planes);
    range |= range(planes);
    rowsEven03(planes);
    rowsEven12(planes);
    rows07(planes);
    rows16(planes);
    rows25(planes);
    rows34(planes);
    packLeft(planes);
    packRight(planes);
    return range >>> RANGE_BITS == 0;
  }

  /** Has bits from {@link #RANGE_BITS} on if a number in the first half is not in the range. */
  private static int range(int[] p) {
    for (int i = 0; i < ROW; i++) {
      p[i + RANGE] =
          (p[i] + RANGE_HALF)
              | (p[i + ROW] + RANGE_HALF)
              | (p[i + 2 * ROW] + RANGE_HALF)
              | (p[i + 3 * ROW] + RANGE_HALF)
              | (p[i + 4 * ROW] + RANGE_HALF)
              | (p[i + 5 * ROW] + RANGE_HALF)
              | (p[i + 6 * ROW] + RANGE_HALF)
              | (p[i + 7 * ROW] + RANGE_HALF);
    }
    for (int i = 0; i < BLOCKS; i++) {
      p[i + RANGE] |=
          p[i + RANGE + BLOCKS]
              | p[i + RANGE + 2 * BLOCKS]
              | p[i + RANGE + 3 * BLOCKS]
              | p[i + RANGE + 4 * BLOCKS]
              | p[i + RANGE + 5 * BLOCKS]
              | p[i + RANGE + 6 * BLOCKS]
              | p[i + RANGE + 7 * BLOCKS];
    }
    int all = 0;
    for (int i = 0; i < BLOCKS; i++) {
      all |= p[i + RANGE];
    }
    return all;
  }

  private static void dequantise(int[] p, int[] steps) {
    for (int i = 0; i < CoefficientPlanes.LENGTH; i++) {
      p[i] *= steps[i];
    }
  }

  /** Lays the rows' planes as the columns' were, so that the second pass is one long loop, too. */
  private static void transpose(int[] p) {
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        System.arraycopy(
            p, OTHER + row * ROW + column * BLOCKS, p, column * ROW + row * BLOCKS, BLOCKS);
      }
    }
  }

  private static void columnsEven03(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int direct = (p[i] << CONSTANT_BITS) + (p[i + 4 * ROW] << CONSTANT_BITS) + COLUMN_ROUNDING;
      int c2 = p[i + 2 * ROW];
      int c6 = p[i + 6 * ROW];
      int turned = c2 * (C_0_541 + C_0_765) + c6 * C_0_541;
      p[i + OTHER] = direct + turned;
      p[i + OTHER + 3 * ROW] = direct - turned;
    }
  }

  private static void columnsEven12(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int direct = (p[i] << CONSTANT_BITS) - (p[i + 4 * ROW] << CONSTANT_BITS) + COLUMN_ROUNDING;
      int c2 = p[i + 2 * ROW];
      int c6 = p[i + 6 * ROW];
      int turned = c2 * C_0_541 + c6 * (C_0_541 - C_1_847);
      p[i + OTHER + ROW] = direct + turned;
      p[i + OTHER + 2 * ROW] = direct - turned;
    }
  }

  private static void columns07(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_1 + c3 * COS_3 + c5 * COS_5 + c7 * COS_7;
      int even = p[i + OTHER];
      p[i + OTHER] = (even + odd) >> COLUMN_SHIFT;
      p[i + OTHER + 7 * ROW] = (even - odd) >> COLUMN_SHIFT;
    }
  }

  private static void columns16(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_3 + c3 * C3_OF_O2 + c5 * C5_OF_O2 + c7 * C7_OF_O2;
      int even = p[i + OTHER + ROW];
      p[i + OTHER + ROW] = (even + odd) >> COLUMN_SHIFT;
      p[i + OTHER + 6 * ROW] = (even - odd) >> COLUMN_SHIFT;
    }
  }

  private static void columns25(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_5 + c3 * C5_OF_O2 + c5 * C5_OF_O1 + c7 * COS_3;
      int even = p[i + OTHER + 2 * ROW];
      p[i + OTHER + 2 * ROW] = (even + odd) >> COLUMN_SHIFT;
      p[i + OTHER + 5 * ROW] = (even - odd) >> COLUMN_SHIFT;
    }
  }

  private static void columns34(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_7 + c3 * C7_OF_O2 + c5 * COS_3 + c7 * C7_OF_O0;
      int even = p[i + OTHER + 3 * ROW];
      p[i + OTHER + 3 * ROW] = (even + odd) >> COLUMN_SHIFT;
      p[i + OTHER + 4 * ROW] = (even - odd) >> COLUMN_SHIFT;
    }
  }

  private static void rowsEven03(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int direct = (p[i] << CONSTANT_BITS) + (p[i + 4 * ROW] << CONSTANT_BITS) + ROW_ROUNDING;
      int c2 = p[i + 2 * ROW];
      int c6 = p[i + 6 * ROW];
      int turned = c2 * (C_0_541 + C_0_765) + c6 * C_0_541;
      p[i + OTHER] = direct + turned;
      p[i + OTHER + 3 * ROW] = direct - turned;
    }
  }

  private static void rowsEven12(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int direct = (p[i] << CONSTANT_BITS) - (p[i + 4 * ROW] << CONSTANT_BITS) + ROW_ROUNDING;
      int c2 = p[i + 2 * ROW];
      int c6 = p[i + 6 * ROW];
      int turned = c2 * C_0_541 + c6 * (C_0_541 - C_1_847);
      p[i + OTHER + ROW] = direct + turned;
      p[i + OTHER + 2 * ROW] = direct - turned;
    }
  }

  private static void rows07(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_1 + c3 * COS_3 + c5 * COS_5 + c7 * COS_7;
      int even = p[i + OTHER];
      p[i + OTHER] = clamp((even + odd) >> ROW_SHIFT);
      p[i + OTHER + 7 * ROW] = clamp((even - odd) >> ROW_SHIFT);
    }
  }

  private static void rows16(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_3 + c3 * C3_OF_O2 + c5 * C5_OF_O2 + c7 * C7_OF_O2;
      int even = p[i + OTHER + ROW];
      p[i + OTHER + ROW] = clamp((even + odd) >> ROW_SHIFT);
      p[i + OTHER + 6 * ROW] = clamp((even - odd) >> ROW_SHIFT);
    }
  }

  private static void rows25(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_5 + c3 * C5_OF_O2 + c5 * C5_OF_O1 + c7 * COS_3;
      int even = p[i + OTHER + 2 * ROW];
      p[i + OTHER + 2 * ROW] = clamp((even + odd) >> ROW_SHIFT);
      p[i + OTHER + 5 * ROW] = clamp((even - odd) >> ROW_SHIFT);
    }
  }

  private static void rows34(int[] p) {
    for (int i = 0; i < ROW; i++) {
      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int odd = c1 * COS_7 + c3 * C7_OF_O2 + c5 * COS_3 + c7 * C7_OF_O0;
      int even = p[i + OTHER + 3 * ROW];
      p[i + OTHER + 3 * ROW] = clamp((even + odd) >> ROW_SHIFT);
      p[i + OTHER + 4 * ROW] = clamp((even - odd) >> ROW_SHIFT);
    }
  }

  private static void packLeft(int[] p) {
    for (int i = 0; i < ROW; i++) {
      p[i + CoefficientPlanes.LEFT] =
          p[i + OTHER]
              | p[i + OTHER + ROW] << 8
              | p[i + OTHER + 2 * ROW] << 16
              | p[i + OTHER + 3 * ROW] << 24;
    }
  }

  private static void packRight(int[] p) {
    for (int i = 0; i < ROW; i++) {
      p[i + CoefficientPlanes.RIGHT] =
          p[i + OTHER + 4 * ROW]
              | p[i + OTHER + 5 * ROW] << 8
              | p[i + OTHER + 6 * ROW] << 16
              | p[i + OTHER + 7 * ROW] << 24;
    }
  }

  /** {@code Math.min(Math.max(value, 0), 255)}, without the comparisons that stay scalar. */
  private static int clamp(int value) {
    int above = value & ~(value >> 31);
    int room = LARGEST - above;
    return LARGEST - (room & ~(room >> 31));
  }
}
