package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.CoefficientPlanes.BLOCKS;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.ROW;

/**
 * The accurate integer inverse DCT of libjpeg ("islow") after C. Loeffler, A. Ligtenberg and G.
 * Moschytz, "Practical Fast 1-D DCT Algorithms with 11 Multiplications" (ICASSP 1989): constants of
 * 13 fractional bits, 2 more fractional bits kept between the passes, rounded to nearest, halves
 * up. Each loop transforms one column or row of many blocks at once.
 */
final class InverseDct {
  private static final int CONSTANT_BITS = 13;
  private static final int PASS_BITS = 2;
  private static final int COLUMN_SHIFT = CONSTANT_BITS - PASS_BITS;
  private static final int ROW_SHIFT = CONSTANT_BITS + PASS_BITS + 3;
  private static final int COLUMN_ROUNDING = 1 << (COLUMN_SHIFT - 1);

  /** Rounding, and the level shift that makes samples unsigned. */
  private static final int ROW_ROUNDING = (1 << (ROW_SHIFT - 1)) + (128 << ROW_SHIFT);

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

  private InverseDct() {}

  /**
   * Transforms blocks in place.
   *
   * @param planes dequantised coefficients in {@link CoefficientPlanes}; afterwards, of each row of
   *     samples, plane 0 holds the left four samples as bytes from the lowest on, plane 1 the right
   *     four, and the others nothing of use
   * @param blocks how many blocks, 1 to {@link CoefficientPlanes#BLOCKS}
   */
  static void transform(int[] planes, int blocks) {
    if (blocks == BLOCKS) {
      columns(planes, 0, ROW);
    } else {
      for (int column = 0; column < 8; column++) {
        columns(planes, column * BLOCKS, column * BLOCKS + blocks);
      }
    }
    for (int row = 0; row < 8; row++) {
      rows(planes, row * ROW, row * ROW + blocks);
    }
  }

  private static void columns(int[] p, int from, int to) {
    for (int i = from; i < to; i++) {
      int c2 = p[i + 2 * ROW];
      int c6 = p[i + 6 * ROW];
      int c0 = (p[i] << CONSTANT_BITS) + COLUMN_ROUNDING;
      int c4 = p[i + 4 * ROW] << CONSTANT_BITS;
      int z = (c2 + c6) * C_0_541;
      int t2 = z - c6 * C_1_847;
      int t3 = z + c2 * C_0_765;
      int e0 = c0 + c4 + t3;
      int e3 = c0 + c4 - t3;
      int e1 = c0 - c4 + t2;
      int e2 = c0 - c4 - t2;

      int c1 = p[i + ROW];
      int c3 = p[i + 3 * ROW];
      int c5 = p[i + 5 * ROW];
      int c7 = p[i + 7 * ROW];
      int z5 = (c7 + c3 + c5 + c1) * C_1_175;
      int z1 = (c7 + c1) * -C_0_899;
      int z2 = (c5 + c3) * -C_2_562;
      int z3 = (c7 + c3) * -C_1_961 + z5;
      int z4 = (c5 + c1) * -C_0_390 + z5;
      int o0 = c7 * C_0_298 + z1 + z3;
      int o1 = c5 * C_2_053 + z2 + z4;
      int o2 = c3 * C_3_072 + z2 + z3;
      int o3 = c1 * C_1_501 + z1 + z4;

      p[i] = (e0 + o3) >> COLUMN_SHIFT;
      p[i + ROW] = (e1 + o2) >> COLUMN_SHIFT;
      p[i + 2 * ROW] = (e2 + o1) >> COLUMN_SHIFT;
      p[i + 3 * ROW] = (e3 + o0) >> COLUMN_SHIFT;
      p[i + 4 * ROW] = (e3 - o0) >> COLUMN_SHIFT;
      p[i + 5 * ROW] = (e2 - o1) >> COLUMN_SHIFT;
      p[i + 6 * ROW] = (e1 - o2) >> COLUMN_SHIFT;
      p[i + 7 * ROW] = (e0 - o3) >> COLUMN_SHIFT;
    }
  }

  private static void rows(int[] p, int from, int to) {
    for (int i = from; i < to; i++) {
      int c2 = p[i + 2 * BLOCKS];
      int c6 = p[i + 6 * BLOCKS];
      int c0 = (p[i] << CONSTANT_BITS) + ROW_ROUNDING;
      int c4 = p[i + 4 * BLOCKS] << CONSTANT_BITS;
      int z = (c2 + c6) * C_0_541;
      int t2 = z - c6 * C_1_847;
      int t3 = z + c2 * C_0_765;
      int e0 = c0 + c4 + t3;
      int e3 = c0 + c4 - t3;
      int e1 = c0 - c4 + t2;
      int e2 = c0 - c4 - t2;

      int c1 = p[i + BLOCKS];
      int c3 = p[i + 3 * BLOCKS];
      int c5 = p[i + 5 * BLOCKS];
      int c7 = p[i + 7 * BLOCKS];
      int z5 = (c7 + c3 + c5 + c1) * C_1_175;
      int z1 = (c7 + c1) * -C_0_899;
      int z2 = (c5 + c3) * -C_2_562;
      int z3 = (c7 + c3) * -C_1_961 + z5;
      int z4 = (c5 + c1) * -C_0_390 + z5;
      int o0 = c7 * C_0_298 + z1 + z3;
      int o1 = c5 * C_2_053 + z2 + z4;
      int o2 = c3 * C_3_072 + z2 + z3;
      int o3 = c1 * C_1_501 + z1 + z4;

      int s0 = Math.min(Math.max((e0 + o3) >> ROW_SHIFT, 0), 255);
      int s1 = Math.min(Math.max((e1 + o2) >> ROW_SHIFT, 0), 255);
      int s2 = Math.min(Math.max((e2 + o1) >> ROW_SHIFT, 0), 255);
      int s3 = Math.min(Math.max((e3 + o0) >> ROW_SHIFT, 0), 255);
      int s4 = Math.min(Math.max((e3 - o0) >> ROW_SHIFT, 0), 255);
      int s5 = Math.min(Math.max((e2 - o1) >> ROW_SHIFT, 0), 255);
      int s6 = Math.min(Math.max((e1 - o2) >> ROW_SHIFT, 0), 255);
      int s7 = Math.min(Math.max((e0 - o3) >> ROW_SHIFT, 0), 255);
      p[i] = s0 | s1 << 8 | s2 << 16 | s3 << 24;
      p[i + BLOCKS] = s4 | s5 << 8 | s6 << 16 | s7 << 24;
    }
  }
}
