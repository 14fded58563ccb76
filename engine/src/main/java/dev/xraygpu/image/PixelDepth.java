package dev.xraygpu.image;

import java.nio.ByteBuffer;

/**
 * Changes the bits of a pixel: 8-bit values times 257 are 16-bit values, and 16-bit values divided
 * by 257 and rounded to the nearest are 8-bit values. A tie cannot occur, since 257 is odd. Values
 * of fewer bits than they are stored in are scaled to all of them.
 */
public final class PixelDepth {
  /** Bits of the deeper type. */
  public static final int SIXTEEN_BITS = 16;

  private PixelDepth() {}

  /** The 8-bit value nearest to a 16-bit value. */
  public static int toEight(int value) {
    return (value + 128) / 257;
  }

  /** The 16-bit value of an 8-bit value. */
  public static int toSixteen(int value) {
    return value * 257;
  }

  /**
   * The 16-bit value of a value with fewer bits: {@code value * 65535 / largest}, rounded to the
   * nearest, so that black and white stay black and white. A tie cannot occur, since the largest is
   * odd.
   *
   * @param value 0 to the largest
   * @param bits 1 to 16
   */
  public static int toSixteen(int value, int bits) {
    int largest = (1 << bits) - 1;
    return (int) ((value * 65_535L + largest / 2) / largest);
  }

  /**
   * Scales the values of a 16-bit image in place that have fewer bits; larger ones become white.
   *
   * @return how many were larger
   */
  public static long stretch(HostImage image, int bits) {
    char[] table = new char[1 << bits];
    for (int value = 0; value < table.length; value++) {
      table[value] = (char) toSixteen(value, bits);
    }
    ByteBuffer pixels = image.pixels();
    int n = image.pixelCount();
    long larger = 0;
    for (int i = 0; i < n; i++) {
      char value = pixels.getChar(2 * i);
      if (value < table.length) {
        pixels.putChar(2 * i, table[value]);
      } else {
        pixels.putChar(2 * i, Character.MAX_VALUE);
        larger++;
      }
    }
    return larger;
  }

  /**
   * Copies an image into one of another depth, or of the same.
   *
   * @param target of the same size; may not share memory with the source
   */
  public static void convert(HostImage source, HostImage target) {
    if (!source.size().equals(target.size())) {
      throw new IllegalArgumentException(source.size() + " into " + target.size());
    }
    ByteBuffer from = source.pixels();
    ByteBuffer to = target.pixels();
    int n = source.pixelCount();
    if (source.type() == target.type()) {
      to.duplicate().put(source.bytes());
    } else if (target.type() == PixelType.U8) {
      for (int i = 0; i < n; i++) {
        to.put(i, (byte) toEight(from.getChar(2 * i)));
      }
    } else {
      for (int i = 0; i < n; i++) {
        to.putChar(2 * i, (char) toSixteen(from.get(i) & 0xff));
      }
    }
  }
}
