package dev.xraygpu.duplicate;

/**
 * Details on coarser grids: sums of squares of their values, which are whole numbers and so exact.
 */
final class CoarseDetail {
  /** Columns and rows of half the grid. */
  static final int HALF = Signature.SIDE / 2;

  /** Columns and rows of a quarter of the grid. */
  static final int QUARTER = Signature.SIDE / 4;

  /** Values on a quarter of the grid. */
  static final int QUARTER_VALUES = QUARTER * QUARTER;

  private CoarseDetail() {}

  /** Sums of 4 x 4 values, at most 2,048. */
  static void quarter(byte[] detail, short[] to) {
    int at = 0;
    for (int y = 0; y < QUARTER; y++) {
      for (int x = 0; x < QUARTER; x++) {
        int from = 4 * y * Signature.SIDE + 4 * x;
        int sum = 0;
        for (int row = 0; row < 4; row++) {
          sum += detail[from] + detail[from + 1] + detail[from + 2] + detail[from + 3];
          from += Signature.SIDE;
        }
        to[at++] = (short) sum;
      }
    }
  }

  /**
   * Sums of 2 x 2 values.
   *
   * @param mirrored whether the detail is mirrored
   */
  static void half(byte[] detail, boolean mirrored, float[] to) {
    for (int y = 0; y < HALF; y++) {
      int row = y * HALF;
      for (int x = 0; x < HALF; x++) {
        int from = 2 * y * Signature.SIDE + 2 * x;
        int below = from + Signature.SIDE;
        int sum = detail[from] + detail[from + 1] + detail[below] + detail[below + 1];
        to[mirrored ? row + HALF - 1 - x : row + x] = sum;
      }
    }
  }
}
