package dev.xraygpu.dicom.jpeg2000;

/**
 * A rectangle on one of the grids of a codestream.
 *
 * @param x0 its first column
 * @param y0 its first row
 * @param x1 the column behind its last
 * @param y1 the row behind its last
 */
record Area(int x0, int y0, int x1, int y1) {
  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  boolean isEmpty() {
    return x1 <= x0 || y1 <= y0;
  }

  Area intersect(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.max(y0, other.y0),
        Math.min(x1, other.x1),
        Math.min(y1, other.y1));
  }

  /** The area on a grid that is coarser by a power of two. */
  Area halved(int times) {
    return new Area(up(x0, times), up(y0, times), up(x1, times), up(y1, times));
  }

  /** The area in a band of the odd columns, of the odd rows or of both (ISO/IEC 15444-1, B-15). */
  Area band(int times, boolean oddColumns, boolean oddRows) {
    int half = 1 << (times - 1);
    int dx = oddColumns ? half : 0;
    int dy = oddRows ? half : 0;
    return new Area(up(x0 - dx, times), up(y0 - dy, times), up(x1 - dx, times), up(y1 - dy, times));
  }

  /** A number divided by a power of two, rounded up. */
  static int up(int value, int bits) {
    return (int) (((long) value + (1L << bits) - 1) >> bits);
  }
}
