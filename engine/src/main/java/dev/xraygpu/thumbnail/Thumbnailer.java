package dev.xraygpu.thumbnail;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Makes {@linkplain Thumbnail thumbnails}, with memory it keeps from image to image: a few numbers
 * per column of the widest. Not thread-safe: one per worker.
 *
 * <p>Rows are added up first, several pixels in every 64-bit number, because the compiler makes
 * vector instructions of such loops; then the columns of the few rows that are left.
 */
public final class Thumbnailer {
  private static final long BYTES = 0x00ff00ff00ff00ffL;
  private static final long SHORTS = 0x0000ffff0000ffffL;
  // Four equal 16-bit parts: a product's top part is then the sum of a number's four parts.
  private static final long ONES = 0x0001000100010001L;
  // The lowest 0 to 4 parts of 16 bits.
  private static final long[] LOW = {0, 0xffffL, 0xffffffffL, 0xffffffffffffL, -1};
  // Up to here the sum of eight columns of 8-bit values fits into 16 bits twice.
  private static final int MAX_PACKED_FACTOR = 64;
  // Up to this even factor it is quicker to add pairs of columns than to ask where squares end.
  private static final int MAX_PAIRED_FACTOR = 8;
  // 16-bit sums of 8-bit values, and 32-bit sums of 16-bit ones, cannot overflow before.
  private static final int MAX_ROWS = 257;
  // Up to here a multiplication in 63 bits replaces the division by the pixels of a square.
  private static final long MAX_MULTIPLIED_AREA = 1 << 15;

  private long[] rowA = new long[0];
  private long[] rowB = new long[0];
  private long[] even = new long[0];
  private long[] odd = new long[0];
  private long[] sums = new long[0];
  private int[] pairs = new int[0];
  private int[] squares = new int[0];
  private final LongBuffer[] views = new LongBuffer[Long.BYTES];

  /** A thumbnailer without memory yet. */
  public Thumbnailer() {}

  /** The thumbnail of an image, whose pixels are only read. */
  public Thumbnail of(HostImage image) {
    Size size = Thumbnail.sizeOf(image.size());
    int factor = Thumbnail.factorOf(image.size());
    int width = image.size().width();
    reserve(width, image.type(), size.width());
    view(image);
    int[] values = new int[size.width() * size.height()];
    boolean paired = image.type() == PixelType.U8 && factor <= MAX_PAIRED_FACTOR && factor % 2 == 0;
    int last = size.width() - 1;
    int scale = Thumbnail.MAX_VALUE / image.type().maxValue();
    for (int y = 0; y < size.height(); y++) {
      int first = y * factor;
      int rows = Math.min(factor, image.size().height() - first);
      long area = (long) rows * factor;
      long lastArea = (long) rows * (width - last * factor);
      int at = y * size.width();
      if (paired) {
        addRows(image.pixels(), first * width, width, rows, BYTES, 8);
        addPairs(even, odd, pairs, squares, size.width(), factor / 2, width);
        divide(squares, 0, last, scale, (int) area, values, at);
        divide(squares, last, last + 1, scale, (int) lastArea, values, at);
      } else {
        addSquares(image, first, rows, factor, size.width());
        divide(sums, 0, last, scale, area, values, at);
        divide(sums, last, last + 1, scale, lastArea, values, at);
      }
    }
    Arrays.fill(views, null);
    return new Thumbnail(image.size(), image.type(), values);
  }

  private void reserve(int width, PixelType type, int columns) {
    int longs = longsOf(width * type.bytes()) + 1;
    if (even.length < longs) {
      rowA = new long[longs];
      rowB = new long[longs];
      even = new long[longs];
      odd = new long[longs];
    }
    if (sums.length < columns) {
      sums = new long[columns];
      squares = new int[columns];
    }
    if (pairs.length < 4 * longs) {
      pairs = new int[4 * longs];
    }
  }

  private static int longsOf(int bytes) {
    return (bytes + Long.BYTES - 1) / Long.BYTES;
  }

  // Rows begin at any byte, so there is a view for each of the eight phases.
  private void view(HostImage image) {
    ByteBuffer pixels = image.pixels();
    for (int phase = 0; phase < Long.BYTES; phase++) {
      int length = Math.max(0, pixels.capacity() - phase);
      views[phase] =
          pixels.slice(pixels.capacity() - length, length).order(pixels.order()).asLongBuffer();
    }
  }

  // Sums of all squares of one row of the thumbnail, in sums[0..columns).
  private void addSquares(HostImage image, int first, int rows, int factor, int columns) {
    int width = image.size().width();
    if (image.type() == PixelType.U8 && factor <= MAX_PACKED_FACTOR) {
      addRows(image.pixels(), first * width, width, rows, BYTES, 8);
      addColumnsPacked(even, odd, rowA, sums, columns, factor, width);
      return;
    }
    Arrays.fill(sums, 0, columns, 0);
    for (int y = first; y < first + rows; y += MAX_ROWS) {
      int count = Math.min(MAX_ROWS, first + rows - y);
      if (image.type() == PixelType.U8) {
        addRows(image.pixels(), y * width, width, count, BYTES, 8);
        addColumns(even, odd, sums, columns, factor, width, 3);
      } else {
        addRows(image.pixels(), 2 * y * width, 2 * width, count, SHORTS, 16);
        addColumns(even, odd, sums, columns, factor, width, 2);
      }
    }
  }

  private void addRows(ByteBuffer pixels, int start, int bytes, int rows, long mask, int shift) {
    int longs = longsOf(bytes);
    Arrays.fill(even, 0, longs, 0);
    Arrays.fill(odd, 0, longs, 0);
    int y = 0;
    for (; y + 1 < rows; y += 2) {
      read(pixels, start + y * bytes, bytes, rowA);
      read(pixels, start + (y + 1) * bytes, bytes, rowB);
      addTwo(rowA, rowB, even, odd, longs, mask, shift);
    }
    if (y < rows) {
      read(pixels, start + y * bytes, bytes, rowA);
      addOne(rowA, even, odd, longs, mask, shift);
    }
  }

  // What is behind the row's end in the last number is never looked at.
  private void read(ByteBuffer pixels, int start, int bytes, long[] row) {
    int longs = longsOf(bytes);
    LongBuffer view = views[start % Long.BYTES];
    int index = start / Long.BYTES;
    if (index + longs <= view.capacity()) {
      view.get(index, row, 0, longs);
      return;
    }
    view.get(index, row, 0, longs - 1);
    long last = 0;
    for (int i = (longs - 1) * Long.BYTES; i < bytes; i++) {
      last |= (pixels.get(start + i) & 0xffL) << (8 * (i % Long.BYTES));
    }
    row[longs - 1] = last;
  }

  private static void addOne(long[] row, long[] even, long[] odd, int n, long mask, int shift) {
    for (int i = 0; i < n; i++) {
      even[i] += row[i] & mask;
      odd[i] += (row[i] >>> shift) & mask;
    }
  }

  private static void addTwo(
      long[] a, long[] b, long[] even, long[] odd, int n, long mask, int shift) {
    for (int i = 0; i < n; i++) {
      even[i] += (a[i] & mask) + (b[i] & mask);
      odd[i] += ((a[i] >>> shift) & mask) + ((b[i] >>> shift) & mask);
    }
  }

  // Squares end at any of the eight columns in a number: the whole numbers before that one are a
  // running sum, and of the number itself the columns before the end are summed by a product.
  private static void addColumnsPacked(
      long[] even, long[] odd, long[] before, long[] sums, int columns, int factor, int width) {
    int longs = longsOf(width);
    long running = 0;
    for (int i = 0; i < longs; i++) {
      before[i] = running;
      running += (even[i] * ONES >>> 48) + (odd[i] * ONES >>> 48);
    }
    before[longs] = running;
    even[longs] = 0;
    odd[longs] = 0;
    long former = 0;
    for (int c = 0; c < columns; c++) {
      int end = Math.min((c + 1) * factor, width);
      int number = end >>> 3;
      int inside = end & 7;
      long evenPart = (even[number] & LOW[(inside + 1) >>> 1]) * ONES >>> 48;
      long oddPart = (odd[number] & LOW[inside >>> 1]) * ONES >>> 48;
      long upTo = before[number] + evenPart + oddPart;
      sums[c] = upTo - former;
      former = upTo;
    }
  }

  // Columns 2i and 2i + 1 of a row lie in the same part of the even and the odd numbers.
  private static void addPairs(
      long[] even, long[] odd, int[] pairs, int[] squares, int columns, int half, int width) {
    int last = width >>> 3;
    int inside = width & 7;
    even[last] &= LOW[(inside + 1) >>> 1];
    odd[last] &= LOW[inside >>> 1];
    for (int i = 0; i <= last; i++) {
      long four = even[i] + odd[i];
      pairs[4 * i] = (int) (four & 0xffff);
      pairs[4 * i + 1] = (int) (four >>> 16 & 0xffff);
      pairs[4 * i + 2] = (int) (four >>> 32 & 0xffff);
      pairs[4 * i + 3] = (int) (four >>> 48);
    }
    int whole = width / (2 * half);
    switch (half) {
      case 1 -> System.arraycopy(pairs, 0, squares, 0, whole);
      case 2 -> {
        for (int c = 0; c < whole; c++) {
          squares[c] = pairs[2 * c] + pairs[2 * c + 1];
        }
      }
      case 3 -> {
        for (int c = 0; c < whole; c++) {
          squares[c] = pairs[3 * c] + pairs[3 * c + 1] + pairs[3 * c + 2];
        }
      }
      default -> {
        for (int c = 0; c < whole; c++) {
          squares[c] = pairs[4 * c] + pairs[4 * c + 1] + pairs[4 * c + 2] + pairs[4 * c + 3];
        }
      }
    }
    if (whole < columns) {
      int rest = 0;
      for (int i = whole * half; i < 4 * (last + 1); i++) {
        rest += pairs[i];
      }
      squares[whole] = rest;
    }
  }

  private static void addColumns(
      long[] even, long[] odd, long[] sums, int columns, int factor, int width, int log) {
    int bits = 64 >>> (log - 1);
    long mask = (1L << bits) - 1;
    int inNumber = (1 << log) - 1;
    int x = 0;
    for (int c = 0; c < columns; c++) {
      int end = Math.min(x + factor, width);
      long sum = 0;
      for (; x < end; x++) {
        long[] half = (x & 1) == 0 ? even : odd;
        sum += (half[x >>> log] >>> (((x & inNumber) >>> 1) * bits)) & mask;
      }
      sums[c] += sum;
    }
  }

  private static void divide(
      long[] sums, int from, int to, int scale, long area, int[] values, int at) {
    long half = area / 2;
    if (area > MAX_MULTIPLIED_AREA) {
      for (int c = from; c < to; c++) {
        values[at + c] = (int) ((sums[c] * scale + half) / area);
      }
      return;
    }
    int bits = reciprocalBits(area);
    long reciprocal = (1L << bits) / area + 1;
    for (int c = from; c < to; c++) {
      values[at + c] = (int) ((sums[c] * scale + half) * reciprocal >>> bits);
    }
  }

  // Of squares of at most 8 x 8 pixels of 8 bit: all fits into 32 bits.
  private static void divide(
      int[] squares, int from, int to, int scale, int area, int[] values, int at) {
    int half = area / 2;
    if (Integer.bitCount(area) == 1) {
      int bits = Integer.numberOfTrailingZeros(area);
      for (int c = from; c < to; c++) {
        values[at + c] = (squares[c] * scale + half) >>> bits;
      }
      return;
    }
    int bits = reciprocalBits(area);
    long reciprocal = (1L << bits) / area + 1;
    for (int c = from; c < to; c++) {
      values[at + c] = (int) ((squares[c] * scale + half) * reciprocal >>> bits);
    }
  }

  // With 2^a >= area the quotient of anything below area * 2^16 is exact for 16 + 2a bits.
  private static int reciprocalBits(long area) {
    return 16 + 2 * (64 - Long.numberOfLeadingZeros(area - 1));
  }
}
