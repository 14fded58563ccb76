package dev.xraygpu.decode.png;

/**
 * Undoes the filters of a PNG's rows (ISO/IEC 15948, 9.2), each byte of which was replaced by its
 * difference from a prediction.
 */
final class RowFilter {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private RowFilter() {}

  /**
   * Restores a row.
   *
   * @param filter the number before its bytes
   * @param in where its bytes are, from index {@code at} on
   * @param above the row above it, or zeros, with {@code pixel} zeros before its first byte
   * @param row receives the bytes, behind {@code pixel} zeros
   * @param pixel bytes of a pixel
   * @param length bytes of the row
   * @return whether there is such a filter
   */
  static boolean undo(
      int filter, byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    switch (filter) {
      case NONE -> System.arraycopy(in, at, row, pixel, length);
      case SUB -> sub(in, at, row, pixel, length);
      case UP -> up(in, at, above, row, pixel, length);
      case AVERAGE -> average(in, at, above, row, pixel, length);
      case PAETH -> paeth(in, at, above, row, pixel, length);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void sub(byte[] in, int at, byte[] row, int pixel, int length) {
    for (int first = 0; first < pixel; first++) {
      int left = 0;
      for (int i = first; i < length; i += pixel) {
        left += in[at + i];
        row[pixel + i] = (byte) left;
      }
    }
  }

  private static void up(byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    for (int i = 0; i < length; i++) {
      row[pixel + i] = (byte) (in[at + i] + above[pixel + i]);
    }
  }

  private static void average(byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    for (int first = 0; first < pixel; first++) {
      int left = 0;
      for (int i = first; i < length; i += pixel) {
        left = in[at + i] + (left + (above[pixel + i] & 0xff) >> 1) & 0xff;
        row[pixel + i] = (byte) left;
      }
    }
  }

  private static void paeth(byte[] in, int at, byte[] above, byte[] row, int pixel, int length) {
    for (int first = 0; first < pixel; first++) {
      int left = 0;
      int corner = 0;
      for (int i = first; i < length; i += pixel) {
        int top = above[pixel + i] & 0xff;
        left = in[at + i] + nearest(left, top, corner) & 0xff;
        row[pixel + i] = (byte) left;
        corner = top;
      }
    }
  }

  /**
   * Whether two rows can be restored {@linkplain #undoTwo together}: each byte of one waits for the
   * byte before it, so that two at a time take hardly longer than one.
   */
  static boolean goTogether(int filter, int below) {
    return filter == PAETH && below == PAETH;
  }

  /**
   * Restores a row and the one below it.
   *
   * @param in where their bytes are
   * @param at the index of the first byte of the upper one
   * @param atBelow of the lower one
   * @param above the row above both, with {@code pixel} zeros before its first byte
   * @param row receives the upper one, behind {@code pixel} zeros
   * @param below receives the lower one, likewise
   */
  static void undoTwo(
      byte[] in,
      int at,
      int atBelow,
      byte[] above,
      byte[] row,
      byte[] below,
      int pixel,
      int length) {
    for (int first = 0; first < pixel; first++) {
      int left = 0;
      int corner = 0;
      int leftBelow = 0;
      int cornerBelow = 0;
      // The lower row is one pixel behind.
      for (int i = first; i < length; i += pixel) {
        int topBelow = left;
        int top = above[pixel + i] & 0xff;
        left = in[at + i] + nearest(left, top, corner) & 0xff;
        row[pixel + i] = (byte) left;
        corner = top;
        if (i >= pixel) {
          leftBelow = in[atBelow + i - pixel] + nearest(leftBelow, topBelow, cornerBelow) & 0xff;
          below[i] = (byte) leftBelow;
          cornerBelow = topBelow;
        }
      }
      int last = length - pixel + first;
      below[pixel + last] = (byte) (in[atBelow + last] + nearest(leftBelow, left, cornerBelow));
    }
  }

  /**
   * Which of left, top and corner is nearest to left + top - corner, the first of them if several
   * are: the corner if the sum lies between the other two, else the one that is closer. Without a
   * branch that pixels decide.
   */
  static int nearest(int left, int top, int corner) {
    int low = Math.min(left, top);
    int high = Math.max(left, top);
    int bound = 3 * corner - left - top;
    int nearest = high <= bound ? low : corner;
    return bound <= low ? high : nearest;
  }
}
