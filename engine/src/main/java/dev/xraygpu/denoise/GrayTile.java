package dev.xraygpu.denoise;

/**
 * A small square of an image in 8-bit units.
 *
 * @param side columns and rows
 * @param values row by row, 0 to 255
 */
record GrayTile(int side, int[] values) {
  int at(int x, int y) {
    return values[y * side + x];
  }

  /** The square in its middle. */
  GrayTile middle(int newSide) {
    int from = (side - newSide) / 2;
    int[] middle = new int[newSide * newSide];
    for (int y = 0; y < newSide; y++) {
      System.arraycopy(values, (from + y) * side + from, middle, y * newSide, newSide);
    }
    return new GrayTile(newSide, middle);
  }
}
