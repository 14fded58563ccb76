package dev.xraygpu.dicom.display;

/**
 * Stored values that fill an image up to a rectangle and show nothing (PS3.3, C.7.5.1.1.2).
 *
 * @param low the smallest of them
 * @param high the largest; below {@code low} if there are none
 */
record PixelPadding(long low, long high) {
  /** Every value shows something. */
  static final PixelPadding NONE = new PixelPadding(0, -1);

  /** All from a value to another, whichever is the larger. */
  static PixelPadding between(long value, long limit) {
    return new PixelPadding(Math.min(value, limit), Math.max(value, limit));
  }

  boolean contains(long stored) {
    return stored >= low && stored <= high;
  }
}
