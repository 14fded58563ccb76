package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Means over square windows of a square image; at the border, of the part of the window that is
 * inside. Loops run along rows, where the compiler makes vector instructions of them. Not
 * thread-safe.
 */
final class BoxMean {
  private final int side;
  private final int radius;
  private final float[] reciprocal;
  private final float[] line;
  private final float[] sums;
  private final float[] transposed;

  /**
   * Means of images of one size.
   *
   * @param radius pixels on each side of a window's centre
   */
  BoxMean(int side, int radius) {
    this.side = side;
    this.radius = radius;
    this.reciprocal = new float[side];
    for (int i = 0; i < side; i++) {
      int count = Math.min(side - 1, i + radius) - Math.max(0, i - radius) + 1;
      reciprocal[i] = 1f / count;
    }
    this.line = new float[side];
    this.sums = new float[side * side];
    this.transposed = new float[side * side];
  }

  /** The mean of every pixel's window. */
  void of(float[] image, float[] result) {
    columns(image, sums);
    transpose(sums, transposed);
    columns(transposed, sums);
    transpose(sums, result);
  }

  private void columns(float[] from, float[] to) {
    Arrays.fill(line, 0);
    for (int y = 0; y < Math.min(radius, side); y++) {
      add(line, from, y * side, side);
    }
    for (int y = 0; y < side; y++) {
      if (y + radius < side) {
        add(line, from, (y + radius) * side, side);
      }
      if (y - radius > 0) {
        subtract(line, from, (y - radius - 1) * side, side);
      }
      scale(line, to, y * side, reciprocal[y], side);
    }
  }

  private static void add(float[] sum, float[] from, int at, int n) {
    for (int x = 0; x < n; x++) {
      sum[x] += from[at + x];
    }
  }

  private static void subtract(float[] sum, float[] from, int at, int n) {
    for (int x = 0; x < n; x++) {
      sum[x] -= from[at + x];
    }
  }

  private static void scale(float[] sum, float[] to, int at, float by, int n) {
    for (int x = 0; x < n; x++) {
      to[at + x] = sum[x] * by;
    }
  }

  private void transpose(float[] from, float[] to) {
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        to[x * side + y] = from[y * side + x];
      }
    }
  }
}
