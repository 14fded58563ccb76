package dev.xraygpu.dicom.jpeg2000;

import java.util.Arrays;

/** A code-block, and what packets have said of it so far. */
final class CodeBlock {
  private static final int FIRST_LENGTH_BITS = 3;

  private final int left;
  private final int top;
  private final int width;
  private final int height;

  /** Offsets and lengths of its data, in turn; a negative length's complement begins new codes. */
  private int[] parts = new int[2];

  private int partCount;
  private int beginnings;
  private int bytes;
  private int passes;
  private int lengthBits = FIRST_LENGTH_BITS;
  private int missingPlanes = -1;

  /** A block whose first coefficient is in this place of the tile's array. */
  CodeBlock(int left, int top, int width, int height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether a packet had data of it. */
  boolean included() {
    return missingPlanes >= 0;
  }

  /** How many of the subband's bit-planes are 0 and not coded. */
  int missingPlanes() {
    return missingPlanes;
  }

  void include(int planes) {
    missingPlanes = planes;
  }

  int passes() {
    return passes;
  }

  int lengthBits() {
    return lengthBits;
  }

  void lengthenBy(int more) {
    lengthBits += more;
  }

  /**
   * Adds what a packet holds of it.
   *
   * @param begins whether the bytes are the first of codes of their own
   */
  void add(int morePasses, boolean begins, int offset, int length) {
    if (2 * partCount == parts.length) {
      parts = Arrays.copyOf(parts, 2 * parts.length);
    }
    parts[2 * partCount] = offset;
    parts[2 * partCount + 1] = begins ? ~length : length;
    partCount++;
    passes += morePasses;
    bytes += length;
    beginnings += begins ? 1 : 0;
  }

  /** How many bytes its data have. */
  int bytes() {
    return bytes;
  }

  /** Its data, and what the decoder wants behind those of each codes of their own. */
  byte[] data(byte[] packets) {
    byte[] data = new byte[bytes + beginnings * ArithmeticDecoder.PADDING];
    Arrays.fill(data, (byte) 0xff);
    int to = 0;
    for (int i = 0; i < partCount; i++) {
      int length = parts[2 * i + 1];
      if (length < 0) {
        length = ~length;
        to += i == 0 ? 0 : ArithmeticDecoder.PADDING;
      }
      System.arraycopy(packets, parts[2 * i], data, to, length);
      to += length;
    }
    return data;
  }

  /** Where codes of their own begin in these data, the one after the other. */
  int[] beginnings() {
    int[] all = new int[beginnings];
    int next = 0;
    int to = 0;
    for (int i = 0; i < partCount; i++) {
      int length = parts[2 * i + 1];
      if (length < 0) {
        length = ~length;
        to += next == 0 ? 0 : ArithmeticDecoder.PADDING;
        all[next++] = to;
      }
      to += length;
    }
    return all;
  }
}
