package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;

/**
 * A part of an image on a grid whose longer side has {@value #LONGER_SIDE} cells, each value
 * relative to its surroundings: {@code (v - mean) / sqrt(variance + 15^2)} in units of an 8-bit
 * pixel, over a window of two fifths of the longer side, limited to {@code [-2.5, 2.5]}. So
 * exposure and slow changes of brightness do not matter.
 */
final class NormalizedGrid {
  private static final int LONGER_SIDE = 64;
  private static final float NOISE_VARIANCE = 15 * 15;
  private static final float LIMIT = 2.5f;
  private static final float PER_GRAY_LEVEL = Thumbnail.MAX_VALUE / 255f;

  private final int width;
  private final int height;
  private final float[] values;

  private NormalizedGrid(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** The grid of a part of an image, given in pixels of the original. */
  static NormalizedGrid of(Thumbnail thumbnail, Rectangle part) {
    int longer = Math.max(part.size().width(), part.size().height());
    int width = side(part.size().width(), longer);
    int height = side(part.size().height(), longer);
    float[] values =
        thumbnail.onGrid(part.x(), part.y(), part.right(), part.bottom(), new Size(width, height));
    normalize(values, width, height);
    return new NormalizedGrid(width, height, values);
  }

  private static int side(int length, int longer) {
    return Math.max(4, Math.round((float) length * LONGER_SIDE / longer));
  }

  private static void normalize(float[] values, int width, int height) {
    int radius = Math.max(width, height) / 5;
    int stride = width + 1;
    double[] sums = new double[stride * (height + 1)];
    double[] squares = new double[stride * (height + 1)];
    for (int y = 0; y < height; y++) {
      double sum = 0;
      double square = 0;
      for (int x = 0; x < width; x++) {
        double v = values[y * width + x] / PER_GRAY_LEVEL;
        values[y * width + x] = (float) v;
        sum += v;
        square += v * v;
        int at = (y + 1) * stride + x + 1;
        sums[at] = sums[at - stride] + sum;
        squares[at] = squares[at - stride] + square;
      }
    }
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - radius) * stride;
      int bottom = Math.min(height, y + radius + 1) * stride;
      int rows = (bottom - top) / stride;
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        double count = (right - left) * rows;
        double mean =
            (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left])
                / count;
        double variance =
            (squares[bottom + right]
                        - squares[bottom + left]
                        - squares[top + right]
                        + squares[top + left])
                    / count
                - mean * mean;
        float relative =
            (float)
                ((values[y * width + x] - mean)
                    / Math.sqrt(Math.max(0, variance) + NOISE_VARIANCE));
        values[y * width + x] = Math.max(-LIMIT, Math.min(LIMIT, relative));
      }
    }
  }

  /** The same with bright and dark exchanged. */
  NormalizedGrid negative() {
    float[] negated = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return new NormalizedGrid(width, height, negated);
  }

  /** The same with left and right exchanged. */
  NormalizedGrid mirrored() {
    float[] turned = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[y * width + x] = values[y * width + width - 1 - x];
      }
    }
    return new NormalizedGrid(width, height, turned);
  }

  /**
   * The values at all points of some columns and rows, interpolated linearly; 0 outside of the
   * part.
   *
   * @param xs columns, in shares of the part's width
   * @param ys rows, in shares of its height
   * @param target receives them, row by row
   */
  void sample(double[] xs, double[] ys, float[] target) {
    int[] columns = new int[xs.length];
    float[] across = new float[xs.length];
    for (int i = 0; i < xs.length; i++) {
      float column = Math.max(0, Math.min(width - 1f, (float) (xs[i] * width - 0.5)));
      columns[i] = xs[i] < 0 || xs[i] > 1 ? -1 : Math.min((int) column, width - 2);
      across[i] = column - columns[i];
    }
    for (int j = 0; j < ys.length; j++) {
      boolean outside = ys[j] < 0 || ys[j] > 1;
      float row = Math.max(0, Math.min(height - 1f, (float) (ys[j] * height - 0.5)));
      int top = Math.min((int) row, height - 2);
      float down = row - top;
      for (int i = 0; i < xs.length; i++) {
        float value = 0;
        if (!outside && columns[i] >= 0) {
          int at = top * width + columns[i];
          float upper = values[at] + across[i] * (values[at + 1] - values[at]);
          float lower =
              values[at + width] + across[i] * (values[at + width + 1] - values[at + width]);
          value = upper + down * (lower - upper);
        }
        target[j * xs.length + i] = value;
      }
    }
  }
}
