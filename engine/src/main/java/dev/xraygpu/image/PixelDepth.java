package dev.xraygpu.image;

import java.nio.ByteBuffer;

/**
 * Changes the bits of a pixel: 8-bit values times 257 are 16-bit values, and 16-bit values divided
 * by 257 and rounded to the nearest are 8-bit values. A tie cannot occur, since 257 is odd.
 */
public final class PixelDepth {
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
