package dev.xraygpu.dicom.jpeg2000;

import java.util.Arrays;

/**
 * Decodes code-blocks of high throughput (ISO/IEC 15444-15, 7.3): their cleanup pass, which holds
 * all bit-planes.
 *
 * <p>Coefficients come in quads of two by two, and quads in pairs. Not thread-safe.
 */
final class HighThroughputBlockDecoder implements DecodedBlock {
  private static final int LEAST_BYTES = 2;
  private static final int LONGEST_SUFFIX = 4079;

  /** Coefficients of the images that are read here have far fewer bits. */
  private static final int LARGEST_EXPONENT = 29;

  /** An encoder may leave out the last byte of magnitudes if all of its bits are ones. */
  private static final int MOST_BITS_LEFT_OUT = 15;

  private static final int LONGEST_WITHOUT_EXTENSION = 28;

  /** By the next three bits, the first of them lowest: the code is 1, 01, 001 or 000. */
  private static final byte[] PREFIXES = {5, 1, 2, 1, 3, 1, 2, 1};

  private static final byte[] PREFIX_LENGTHS = {3, 1, 2, 1, 3, 1, 2, 1};

  private final LowFirstBits magnitudes = LowFirstBits.forwards();
  private final LowFirstBits codes = LowFirstBits.backwards();
  private final RunEvents events = new RunEvents();

  /** By row and column, of whole quads. */
  private int[] coefficients = new int[0];

  /** Exponents of the lowest row of the quads above, and of these; 0 where a coefficient is 0. */
  private int[] above = new int[0];

  private int[] below = new int[0];
  private int width;
  private int stride;
  private int height;
  private boolean damaged;

  /**
   * Decodes a block.
   *
   * @param data its bytes, which are changed
   * @param length how many there are; what is behind does not count
   * @param block how large it is
   * @return whether nothing contradicts itself
   */
  boolean decode(byte[] data, int length, CodeBlock block) {
    width = block.width();
    height = block.height();
    stride = width + (width & 1);
    coefficients = cleared(coefficients, stride * (height + (height & 1)));
    if (length < LEAST_BYTES) {
      return false;
    }
    int suffix = (data[length - 1] & 0xff) << 4 | data[length - 2] & 15;
    if (suffix < LEAST_BYTES || suffix > Math.min(length, LONGEST_SUFFIX)) {
      return false;
    }
    int prefix = length - suffix;
    data[length - 2] |= 15; // codes and events may share this byte
    magnitudes.startForwards(data, 0, prefix);
    events.start(data, prefix, length - 1);
    codes.startBackwards(data, length - 2, prefix);
    int quads = (width + 1) / 2;
    above = cleared(above, 2 * quads + 2);
    below = cleared(below, 2 * quads + 2);
    damaged = false;
    for (int y = 0; y < height && !damaged; y += 2) {
      decodeRow(y, quads);
      int[] next = above;
      above = below;
      below = next;
    }
    return !damaged && magnitudes.beyondTheEnd() <= MOST_BITS_LEFT_OUT;
  }

  private static int[] cleared(int[] values, int count) {
    if (values.length < count) {
      return new int[count];
    }
    Arrays.fill(values, 0, count, 0);
    return values;
  }

  @Override
  public void copyRow(int y, int[] doubled) {
    for (int x = 0; x < width; x++) {
      int coefficient = coefficients[y * stride + x];
      doubled[x] = 2 * coefficient + Integer.signum(coefficient);
    }
  }

  private void decodeRow(int y, int quads) {
    int left = 0; // pattern of the quad to the left
    for (int quad = 0; quad < quads && !damaged; quad += 2) {
      int first = entry(y, quad, left);
      boolean pair = quad + 1 < quads;
      int second = pair ? entry(y, quad + 1, QuadCodes.pattern(first)) : 0;
      left = QuadCodes.pattern(second);
      long offsets = offsets(y == 0, QuadCodes.hasOffset(first), QuadCodes.hasOffset(second));
      decodeQuad(y, quad, first, (int) offsets);
      if (pair) {
        decodeQuad(y, quad + 1, second, (int) (offsets >> Integer.SIZE));
      }
    }
  }

  private int entry(int y, int quad, int left) {
    int context;
    if (y == 0) {
      context = left & 1 | left >> 1; // left column in one bit, the right ones apart
    } else {
      int x = 2 * quad;
      int column = above[x] + above[x + 1] > 0 ? 1 : 0;
      int beside = left > 3 ? 2 : 0;
      context = column | beside | (above[x + 2] + above[x + 3] > 0 ? 4 : 0);
    }
    if (context == 0 && !events.next()) {
      return 0;
    }
    QuadCodes table = y == 0 ? QuadCodes.FIRST_ROW : QuadCodes.OTHER_ROWS;
    int entry = table.entry(context, codes.peek(QuadCodes.BITS));
    damaged |= entry == 0;
    codes.skip(QuadCodes.length(entry));
    return entry;
  }

  /** How far two quads' exponents are beyond what was expected: the second in the upper half. */
  private long offsets(boolean firstRow, boolean ofFirst, boolean ofSecond) {
    if (!ofFirst && !ofSecond) {
      return 0;
    }
    if (!ofFirst || !ofSecond) {
      int prefix = prefix();
      int suffix = suffix(prefix);
      long offset = (long) prefix + suffix + extension(suffix);
      return ofFirst ? offset : offset << Integer.SIZE;
    }
    int more = firstRow && events.next() ? 2 : 0;
    int prefix = prefix();
    if (firstRow && more == 0 && prefix > 2) {
      // The second is 1 or 2 then.
      long second = codes.take(1) + 1L;
      int suffix = suffix(prefix);
      return second << Integer.SIZE | (prefix + suffix + extension(suffix));
    }
    int secondPrefix = prefix();
    int suffix = suffix(prefix);
    int secondSuffix = suffix(secondPrefix);
    int first = more + prefix + suffix + extension(suffix);
    long second = (long) more + secondPrefix + secondSuffix + extension(secondSuffix);
    return second << Integer.SIZE | first;
  }

  private int prefix() {
    int next = codes.peek(3);
    codes.skip(PREFIX_LENGTHS[next]);
    return PREFIXES[next];
  }

  private int suffix(int prefix) {
    return prefix < 3 ? 0 : codes.take(prefix == 3 ? 1 : 5);
  }

  private int extension(int suffix) {
    return suffix < LONGEST_WITHOUT_EXTENSION ? 0 : 4 * codes.take(4);
  }

  private void decodeQuad(int y, int quad, int entry, int offset) {
    int x = 2 * quad;
    int pattern = QuadCodes.pattern(entry);
    int expected = 1;
    if (y > 0 && Integer.bitCount(pattern) > 1) {
      int largest =
          Math.max(Math.max(above[x], above[x + 1]), Math.max(above[x + 2], above[x + 3]));
      expected = Math.max(1, largest - 1);
    }
    int exponent = expected + offset;
    if (exponent > LARGEST_EXPONENT) {
      damaged = true;
      return;
    }
    // Without branches, as they are hard to foresee: what is not there takes no bits, and is 0.
    for (int i = 0; i < 4; i++) {
      int there = -(pattern >> i & 1);
      int bits = exponent - (QuadCodes.shorter(entry) >> i & 1) & there;
      int value = magnitudes.take(bits) | (QuadCodes.known(entry) >> i & 1) << bits;
      int column = x + (i >> 1);
      if ((i & 1) == 1) {
        below[column + 1] = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1) & there;
      }
      int negative = -(value & 1);
      int magnitude = (value >> 1) + 1;
      coefficients[(y + (i & 1)) * stride + column] = (magnitude ^ negative) - negative & there;
    }
  }
}
