package dev.xraygpu.decode.png;

/**
 * Undoes the filters of rows of red, green and blue of 8 bits, like {@link RowFilter}, but the
 * three channels side by side: each byte waits for the one before it of its own channel, so that
 * three take hardly longer than one.
 */
final class ColorRowFilter {
  private static final int SUB = 1;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private ColorRowFilter() {}

  /**
   * Restores red, green and blue of a row. Alpha, which nothing else is predicted from, need not be
   * restored.
   *
   * @param filter the number before its bytes
   * @param in where its bytes are, from index {@code at} on
   * @param above the row above it as this method left it, or zeros, with {@code pixel} zeros before
   *     its first byte
   * @param row receives the bytes, behind {@code pixel} zeros
   * @param pixel bytes of a pixel: 3, or 4 with alpha
   * @param length bytes of the row
   * @return whether there is such a filter
   */
  static boolean undo(
      int filter, byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    switch (filter) {
      case SUB -> sub(in, at, row, pixel, length);
      case AVERAGE -> average(in, at, above, row, pixel, length);
      case PAETH -> paeth(in, at, above, row, pixel, length);
      default -> {
        return RowFilter.undo(filter, in, at, above, row, pixel, length);
      }
    }
    return true;
  }

  private static void sub(byte[] in, int at, byte[] row, int pixel, int length) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < length; i += pixel) {
      red += in[at + i];
      green += in[at + i + 1];
      blue += in[at + i + 2];
      row[pixel + i] = (byte) red;
      row[pixel + i + 1] = (byte) green;
      row[pixel + i + 2] = (byte) blue;
    }
  }

  private static void average(byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < length; i += pixel) {
      int to = pixel + i;
      red = in[at + i] + (red + (above[to] & 0xff) >> 1) & 0xff;
      green = in[at + i + 1] + (green + (above[to + 1] & 0xff) >> 1) & 0xff;
      blue = in[at + i + 2] + (blue + (above[to + 2] & 0xff) >> 1) & 0xff;
      row[to] = (byte) red;
      row[to + 1] = (byte) green;
      row[to + 2] = (byte) blue;
    }
  }

  private static void paeth(byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    int red = 0;
    int green = 0;
    int blue = 0;
    int redCorner = 0;
    int greenCorner = 0;
    int blueCorner = 0;
    for (int i = 0; i < length; i += pixel) {
      int to = pixel + i;
      int redTop = above[to] & 0xff;
      int greenTop = above[to + 1] & 0xff;
      int blueTop = above[to + 2] & 0xff;
      red = in[at + i] + RowFilter.nearest(red, redTop, redCorner) & 0xff;
      green = in[at + i + 1] + RowFilter.nearest(green, greenTop, greenCorner) & 0xff;
      blue = in[at + i + 2] + RowFilter.nearest(blue, blueTop, blueCorner) & 0xff;
      row[to] = (byte) red;
      row[to + 1] = (byte) green;
      row[to + 2] = (byte) blue;
      redCorner = redTop;
      greenCorner = greenTop;
      blueCorner = blueTop;
    }
  }
}
