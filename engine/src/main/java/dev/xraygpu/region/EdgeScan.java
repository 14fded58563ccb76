package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Looks for sharp edges in squares of an image: pairs of pixels two apart, beside or below each
 * other, of which one is bright and the other much darker.
 *
 * <p>Most squares have no bright pixel, and most rows no edge. That is seen on eight bytes at a
 * time.
 */
final class EdgeScan {
  private static final int LEAST_EDGES = 4;
  private static final long BYTE_LANES = 0x00ff00ff00ff00ffL;
  private static final long SHORT_LANES = 0x0000ffff0000ffffL;
  private static final long BYTE_ONES = 0x0101010101010101L;
  private static final long SHORT_ONES = 0x0001000100010001L;

  private final ByteBuffer pixels;
  private final boolean bytes;
  private final int width;
  private final int height;
  private final int factor;
  private final int edge;
  private final int end;
  private final long lanes;
  private final long tops;
  private final long lift;

  /**
   * A scan of an image.
   *
   * @param factor the square's side in pixels
   * @param edge by how much more an edge's two sides differ, in values of the image
   */
  EdgeScan(HostImage image, int factor, int edge) {
    this.pixels = image.pixels();
    this.end = image.byteSize();
    this.bytes = image.type() == PixelType.U8;
    this.width = image.size().width();
    this.height = image.size().height();
    this.factor = factor;
    this.edge = edge;
    this.lanes = bytes ? BYTE_LANES : SHORT_LANES;
    long one = lanes & (lanes >>> (bytes ? 7 : 15));
    long top = bytes ? 0x8000 : 0x8000_0000L;
    this.tops = one * top;
    this.lift = one * (top - edge - 1);
  }

  /**
   * The square's edges, or nothing if they are too few.
   *
   * @param bright an edge's brighter side is brighter than this
   */
  Optional<SharpSquare> square(int column, int row, int bright) {
    int x0 = column * factor;
    int y0 = row * factor;
    int x1 = Math.min(width - 2, x0 + factor);
    int y1 = Math.min(height - 2, y0 + factor);
    if (x1 <= x0 || y1 <= y0 || !anyBrighter(x0, y0, x1 + 2, y1 + 2, bright)) {
      return Optional.empty();
    }
    int left = 0;
    int right = 0;
    int up = 0;
    int down = 0;
    int level = 0;
    int edges = 0;
    long dark = 0;
    for (int y = y0; y < y1; y++) {
      if (!anySharp(y, x0, x1)) {
        continue;
      }
      for (int at = y * width + x0; at < y * width + x1; at++) {
        int here = value(at);
        int beside = value(at + 2);
        int below = value(at + 2 * width);
        boolean across = isEdge(here, beside, bright);
        boolean along = isEdge(here, below, bright);
        if (across) {
          left += here > beside ? 1 : 0;
          right += here < beside ? 1 : 0;
          level = Math.max(level, Math.max(here, beside));
          dark += Math.min(here, beside);
        }
        if (along) {
          up += here > below ? 1 : 0;
          down += here < below ? 1 : 0;
          level = Math.max(level, Math.max(here, below));
          dark += Math.min(here, below);
        }
        edges += across || along ? 1 : 0;
      }
    }
    if (edges < LEAST_EDGES) {
      return Optional.empty();
    }
    int sides = left + right + up + down;
    return Optional.of(
        new SharpSquare(column, row, level, (double) dark / sides, left, right, up, down));
  }

  private int value(int at) {
    return bytes ? pixels.get(at) & 0xff : pixels.getChar(2 * at);
  }

  private boolean isEdge(int a, int b, int bright) {
    return Math.max(a, b) > bright && Math.abs(a - b) > edge;
  }

  // Also true for some squares without one, if a pixel right of them is bright.
  private boolean anyBrighter(int x0, int y0, int x1, int y1, int bright) {
    int most = bytes ? 0xff : 0xffff;
    if (bright >= most) {
      return false;
    }
    int last = end - Long.BYTES;
    if (last < 0 || bright < 0) {
      return true;
    }
    int unit = bytes ? 1 : 2;
    long ones = bytes ? BYTE_ONES : SHORT_ONES;
    int half = (most + 1) / 2;
    long tops = ones * half;
    // Adding this to a value's lower bits carries into its highest bit if they are larger.
    long add = ones * (half - 1 - bright % half);
    boolean both = bright >= half;
    for (int y = y0; y < y1; y++) {
      int stop = unit * (y * width + x1);
      for (int at = unit * (y * width + x0); at < stop; at += Long.BYTES) {
        long word = pixels.getLong(Math.min(at, last));
        long carried = (word & ~tops) + add;
        if (((both ? carried & word : carried | word) & tops) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  // Also true for some rows without one, if there is a sharp edge right of them.
  private boolean anySharp(int y, int x0, int x1) {
    int unit = bytes ? 1 : 2;
    int down = 2 * unit * width;
    int stop = unit * (y * width + x1);
    for (int at = unit * (y * width + x0); at < stop; at += Long.BYTES) {
      if (at + down + Long.BYTES > end) {
        return true;
      }
      long here = pixels.getLong(at);
      long beside = pixels.getLong(at + 2 * unit);
      if ((differ(here, beside) | differ(here, pixels.getLong(at + down))) != 0) {
        return true;
      }
    }
    return false;
  }

  // Not 0 if any two values at the same place differ by more than an edge does.
  private long differ(long a, long b) {
    int bits = bytes ? 8 : 16;
    return exceed(a & lanes, b & lanes) | exceed((a >>> bits) & lanes, (b >>> bits) & lanes);
  }

  // In lanes twice as wide as a value: the difference plus a value's range stays above 0, and
  // reaches a lane's top bit, which is looked at, if it is more than an edge.
  private long exceed(long a, long b) {
    return ((a - b + lift) | (b - a + lift)) & tops;
  }
}
