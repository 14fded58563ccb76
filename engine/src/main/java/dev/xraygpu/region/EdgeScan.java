package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Looks for sharp edges in squares of an image: pairs of pixels two apart, beside or below each
 * other, of which one is bright and the other much darker.
 *
 * <p>Eight bytes are looked at together: eight or four pixels, each in a lane of its own. What is
 * true of a pixel is the highest bit of its lane.
 */
final class EdgeScan {
  private static final int LEAST_EDGES = 4;
  // So many squares beside each other are looked through for bright pixels together.
  private static final int MOST_TOGETHER = 8;

  private final ByteBuffer pixels;
  private final int lastWord;
  private final int width;
  private final int height;
  private final int factor;
  private final int maxValue;
  // Bits of a pixel's lane, and what it is in bytes.
  private final int bits;
  private final int unit;
  // In each lane: 1, the highest bit, and the other bits.
  private final long ones;
  private final long tops;
  private final long rest;
  // Every second lane, as differences need twice the bits; their highest bits, and what lifts a
  // difference to them if it is more than an edge.
  private final long wide;
  private final long wideTops;
  private final long lift;
  // Of some squares beside each other: in which columns any pixel is bright.
  private final long[] seen;

  /**
   * A scan of an image.
   *
   * @param factor the square's side in pixels
   * @param edge by how much more an edge's two sides differ, in values of the image
   */
  EdgeScan(HostImage image, int factor, int edge) {
    this.pixels = wholeWords(image);
    this.lastWord = Math.max(Long.BYTES, image.byteSize()) - Long.BYTES;
    this.width = image.size().width();
    this.height = image.size().height();
    this.factor = factor;
    this.maxValue = image.type().maxValue();
    boolean bytes = image.type() == PixelType.U8;
    this.bits = bytes ? Byte.SIZE : Short.SIZE;
    this.unit = image.type().bytes();
    this.ones = bytes ? 0x0101010101010101L : 0x0001000100010001L;
    this.tops = ones << (bits - 1);
    this.rest = tops - ones;
    this.wide = bytes ? 0x00ff00ff00ff00ffL : 0x0000ffff0000ffffL;
    this.wideTops = (bytes ? 0x0001000100010001L : 0x0000000100000001L) << (2 * bits - 1);
    this.lift = wideTops - (wideTops >>> (2 * bits - 1)) * (edge + 1L);
    this.seen = new long[(MOST_TOGETHER * factor + 2) * unit / Long.BYTES + 2];
  }

  // Its own pixels, unless there are less than eight bytes of them.
  private static ByteBuffer wholeWords(HostImage image) {
    if (image.byteSize() >= Long.BYTES) {
      return image.pixels();
    }
    ByteBuffer padded = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return padded.put(image.bytes()).clear().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Finds edges in squares of one row of the small copy.
   *
   * @param row the row
   * @param columns the squares' columns, ascending
   * @param bright for each, an edge's brighter side is brighter than this; at least 0
   * @param count how many squares
   * @param found receives those with enough edges
   */
  void squares(int row, int[] columns, int[] bright, int count, List<SharpSquare> found) {
    int to;
    for (int from = 0; from < count; from = to) {
      int least = bright[from];
      for (to = from + 1; to < count && to < from + MOST_TOGETHER; to++) {
        if (columns[to] != columns[to - 1] + 1) {
          break;
        }
        least = Math.min(least, bright[to]);
      }
      if (seeBrighter(row, columns[from], columns[to - 1], least)) {
        for (int i = from; i < to; i++) {
          if (sawBrighter(columns[i] - columns[from])) {
            addIfSharp(columns[i], row, bright[i], found);
          }
        }
      }
    }
  }

  // Squares beside each other, with the two pixels behind and below them. Most have no bright
  // pixel, so nothing is decided before all are looked at.
  private boolean seeBrighter(int row, int firstColumn, int lastColumn, int bright) {
    if (bright >= maxValue) {
      return false;
    }
    int x0 = firstColumn * factor;
    int y0 = row * factor;
    int x1 = Math.min(width, (lastColumn + 1) * factor + 2);
    int y1 = Math.min(height, y0 + factor + 2);
    int step = unit * width;
    int start = unit * (y0 * width + x0);
    int words = (unit * (x1 - x0) + Long.BYTES - 1) / Long.BYTES;
    boolean inside = start + (y1 - y0 - 1) * step + Long.BYTES * (words - 1) <= lastWord;
    long add = carry(bright);
    boolean both = bright > maxValue / 2;
    long any = 0;
    for (int i = 0; i < words; i++) {
      seen[i] =
          inside
              ? column(start + Long.BYTES * i, y1 - y0, step, add, both)
              : columnAtEnd(start + Long.BYTES * i, y1 - y0, step, bright);
      any |= seen[i];
    }
    seen[words] = 0;
    return (any & tops) != 0;
  }

  private long column(int start, int rows, int step, long add, boolean both) {
    ByteBuffer from = pixels;
    long lower = rest;
    long brighter = 0;
    int at = start;
    for (int y = 0; y < rows; y++) {
      long word = from.getLong(at);
      long carried = (word & lower) + add;
      brighter |= both ? carried & word : carried | word;
      at += step;
    }
    return brighter;
  }

  private long columnAtEnd(int start, int rows, int step, int bright) {
    long any = 0;
    for (int y = 0; y < rows; y++) {
      any |= brighter(word(start + y * step), bright);
    }
    return any;
  }

  // Whether it is so of a square that is so many behind the first one.
  private boolean sawBrighter(int square) {
    int from = unit * square * factor;
    int to = from + unit * (factor + 2);
    long any = 0;
    for (int at = from; at < to; at += Long.BYTES) {
      int shift = Byte.SIZE * (at % Long.BYTES);
      int index = at / Long.BYTES;
      long word = seen[index] >>> shift;
      if (shift > 0) {
        word |= seen[index + 1] << (Long.SIZE - shift);
      }
      any |= word & first((to - at) / unit);
    }
    return (any & tops) != 0;
  }

  private void addIfSharp(int column, int row, int bright, List<SharpSquare> found) {
    int x0 = column * factor;
    int y0 = row * factor;
    int x1 = Math.min(width - 2, x0 + factor);
    int y1 = Math.min(height - 2, y0 + factor);
    if (bright >= maxValue) {
      return;
    }
    int left = 0;
    int right = 0;
    int up = 0;
    int down = 0;
    int edges = 0;
    int brightest = 0;
    long darks = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x += Long.SIZE / bits) {
        int at = unit * (y * width + x);
        long here = word(at);
        long beside = word(at + 2 * unit);
        long below = word(at + 2 * unit * width);
        long toLeft = exceed(here, beside);
        long toRight = exceed(beside, here);
        long upwards = exceed(here, below);
        long downwards = exceed(below, here);
        // Most rows have no sharp edge, bright or not.
        if ((toLeft | toRight | upwards | downwards) == 0) {
          continue;
        }
        long looked = first(x1 - x);
        long brightHere = brighter(here, bright) & looked;
        toLeft &= brightHere;
        toRight &= brighter(beside, bright) & looked;
        upwards &= brightHere;
        downwards &= brighter(below, bright) & looked;
        left += Long.bitCount(toLeft);
        right += Long.bitCount(toRight);
        up += Long.bitCount(upwards);
        down += Long.bitCount(downwards);
        edges += Long.bitCount(toLeft | toRight | upwards | downwards);
        brightest = largest(here, toLeft | upwards, brightest);
        brightest = largest(beside, toRight, brightest);
        brightest = largest(below, downwards, brightest);
        darks += sum(beside, toLeft) + sum(here, toRight) + sum(below, upwards);
        darks += sum(here, downwards);
      }
    }
    if (edges >= LEAST_EDGES) {
      double dark = (double) darks / (left + right + up + down);
      found.add(new SharpSquare(column, row, brightest, dark, left, right, up, down));
    }
  }

  // Of the values in the lanes whose highest bit is given, and of another one.
  private int largest(long word, long lanes, int other) {
    int largest = other;
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      largest = Math.max(largest, value(word, rest));
    }
    return largest;
  }

  private long sum(long word, long lanes) {
    long sum = 0;
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      sum += value(word, rest);
    }
    return sum;
  }

  // Of the first of the lanes.
  private int value(long word, long lanes) {
    return (int) (word >>> (Long.numberOfTrailingZeros(lanes) - bits + 1)) & maxValue;
  }

  // Adding it to a value's lower bits carries into the highest if they are larger than bright's.
  private long carry(int bright) {
    int half = maxValue / 2 + 1;
    return ones * (half - 1 - bright % half);
  }

  private long brighter(long word, int bright) {
    long carried = (word & rest) + carry(bright);
    return (bright > maxValue / 2 ? carried & word : carried | word) & tops;
  }

  // Where one value is more than an edge above the other.
  private long exceed(long a, long b) {
    long even = ((a & wide) - (b & wide) + lift) & wideTops;
    long odd = (((a >>> bits) & wide) - ((b >>> bits) & wide) + lift) & wideTops;
    return (even >>> bits) | odd;
  }

  // The pixels from a place on; behind the image's end there are zeros.
  private long word(int at) {
    return at <= lastWord
        ? pixels.getLong(at)
        : pixels.getLong(lastWord) >>> (Byte.SIZE * (at - lastWord));
  }

  // The lanes of so many pixels.
  private long first(int count) {
    return count * bits >= Long.SIZE ? -1 : (1L << (count * bits)) - 1;
  }
}
