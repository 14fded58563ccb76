package dev.xraygpu.denoise;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Interpolation;
import java.nio.ByteBuffer;

/**
 * Cuts squares out of an image as it looks after a resize, without resizing the rest. A pixel is
 * interpolated or averaged in double precision, so it can differ by one from the resize's own
 * arithmetic.
 */
final class TileSampler {
  private final ByteBuffer pixels;
  private final boolean deep;
  private final int width;
  private final Rectangle part;
  private final Size content;
  private final double across;
  private final double down;
  private final boolean averaging;

  /**
   * A sampler.
   *
   * @param place which part of the image becomes how large
   */
  TileSampler(HostImage image, Placement place, Interpolation interpolation) {
    this.pixels = image.pixels();
    this.deep = image.type() == PixelType.U16;
    this.width = image.size().width();
    this.part = place.source();
    this.content = place.content();
    this.across = (double) part.size().width() / place.content().width();
    this.down = (double) part.size().height() / place.content().height();
    this.averaging = interpolation == Interpolation.AREA && across >= 1 && down >= 1;
  }

  /**
   * A square; what lies beyond the image repeats its edge.
   *
   * @param left its first column in the resized image, perhaps beyond its edge
   * @param top its first row, likewise
   */
  GrayTile tile(int left, int top, int side) {
    int[] values = new int[side * side];
    if (averaging) {
      average(left, top, side, values);
    } else {
      interpolate(left, top, side, values);
    }
    for (int i = 0; deep && i < values.length; i++) {
      values[i] = PixelDepth.toEight(values[i]);
    }
    return new GrayTile(side, values);
  }

  private void interpolate(int left, int top, int side, int[] values) {
    int[] columns = new int[2 * side];
    double[] weights = new double[side];
    for (int x = 0; x < side; x++) {
      double column = (inside(left + x, content.width()) + 0.5) * across - 0.5;
      int first = (int) Math.floor(column);
      weights[x] = column - first;
      columns[2 * x] = column(first);
      columns[2 * x + 1] = column(first + 1);
    }
    for (int y = 0; y < side; y++) {
      double row = (inside(top + y, content.height()) + 0.5) * down - 0.5;
      int first = (int) Math.floor(row);
      double below = row - first;
      int upper = row(first) * width;
      int lower = row(first + 1) * width;
      for (int x = 0; x < side; x++) {
        int a = columns[2 * x];
        int b = columns[2 * x + 1];
        double weight = weights[x];
        double above = value(upper + a) * (1 - weight) + value(upper + b) * weight;
        double under = value(lower + a) * (1 - weight) + value(lower + b) * weight;
        values[y * side + x] = (int) (above * (1 - below) + under * below + 0.5);
      }
    }
  }

  private void average(int left, int top, int side, int[] values) {
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int column = inside(left + x, content.width());
        int row = inside(top + y, content.height());
        values[y * side + x] = (int) (average(column, row) + 0.5);
      }
    }
  }

  private double average(int x, int y) {
    int x0 = (int) (x * across);
    int x1 = Math.max(x0 + 1, (int) ((x + 1) * across));
    int y0 = (int) (y * down);
    int y1 = Math.max(y0 + 1, (int) ((y + 1) * down));
    long sum = 0;
    for (int j = y0; j < y1; j++) {
      for (int i = x0; i < x1; i++) {
        sum += value(row(j) * width + column(i));
      }
    }
    return (double) sum / ((long) (x1 - x0) * (y1 - y0));
  }

  private int column(int x) {
    return part.x() + inside(x, part.size().width());
  }

  private int row(int y) {
    return part.y() + inside(y, part.size().height());
  }

  private static int inside(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }

  private int value(int index) {
    return deep ? pixels.getChar(2 * index) : pixels.get(index) & 0xff;
  }
}
