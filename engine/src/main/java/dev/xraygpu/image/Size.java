package dev.xraygpu.image;

/**
 * Width and height in pixels (or in tiles), both at least 1.
 *
 * @param width columns
 * @param height rows
 */
public record Size(int width, int height) {
  /** Refuses sides under 1. */
  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a size needs both sides >= 1, not " + width + "x" + height);
    }
  }

  /** A square of the given side. */
  public static Size square(int side) {
    return new Size(side, side);
  }

  /** Number of pixels. */
  public long area() {
    return (long) width * height;
  }

  /** The smaller of both sides. */
  public int shorterSide() {
    return Math.min(width, height);
  }

  /** The size after a quarter turn. */
  public Size transposed() {
    return new Size(height, width);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
