package dev.xraygpu.image;

/**
 * A part of an image, in pixels from its top left corner.
 *
 * @param x first column
 * @param y first row
 * @param size columns and rows
 */
public record Rectangle(int x, int y, Size size) {
  /** Refuses a corner outside of the image. */
  public Rectangle {
    if (x < 0 || y < 0) {
      throw new IllegalArgumentException("a rectangle starts at " + x + "," + y);
    }
  }

  /** All of an image of that size. */
  public static Rectangle whole(Size size) {
    return new Rectangle(0, 0, size);
  }

  /** The first column behind it. */
  public int right() {
    return x + size.width();
  }

  /** The first row below it. */
  public int bottom() {
    return y + size.height();
  }

  /** Whether an image of that size has all its pixels. */
  public boolean inside(Size image) {
    return size.width() <= image.width() - x && size.height() <= image.height() - y;
  }
}
