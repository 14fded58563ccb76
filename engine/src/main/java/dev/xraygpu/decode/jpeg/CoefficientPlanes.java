package dev.xraygpu.decode.jpeg;

import java.util.Arrays;

/**
 * How the coefficients of neighbouring blocks lie in one array: coefficient 0 of all blocks, then
 * coefficient 1 of all blocks, and so on, in natural (row by row) order. A transform then does the
 * same to consecutive numbers, which the compiler turns into vector instructions.
 */
final class CoefficientPlanes {
  /** Blocks in a plane. */
  static final int BLOCKS = 80;

  /** Distance between two rows of coefficients. */
  static final int ROW = 8 * BLOCKS;

  /** Numbers in all planes. */
  static final int LENGTH = 64 * BLOCKS;

  /**
   * Where transformed blocks have the left four samples of their rows, as bytes from the lowest on:
   * the first row of all blocks, then the second row of all blocks, and so on.
   */
  static final int LEFT = LENGTH;

  /** The right four samples, as in {@link #LEFT}. */
  static final int RIGHT = LENGTH + 4 * ROW;

  /** A plane for what is not to be kept. */
  static final int NOWHERE = 2 * LENGTH;

  /** Planes for what {@link InverseDct} likes. */
  static final int WORK = NOWHERE + BLOCKS;

  /** Numbers in the array that all of this is in. */
  static final int ARRAY_LENGTH = WORK + ROW;

  /**
   * Where the plane of a coefficient starts, by its place in the file; {@link #NOWHERE} behind the
   * 64 that there are, as far as invalid symbols can lead.
   */
  static final int[] BY_ZIGZAG = byZigzag();

  private CoefficientPlanes() {}

  private static int[] byZigzag() {
    int[] planes = new int[64 + HuffmanLookup.INVALID];
    Arrays.fill(planes, NOWHERE);
    int next = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int i = 0; i <= diagonal; i++) {
        int row = diagonal % 2 == 0 ? diagonal - i : i;
        int column = diagonal - row;
        if (row < 8 && column < 8) {
          planes[next] = row * ROW + column * BLOCKS;
          next++;
        }
      }
    }
    return planes;
  }
}
