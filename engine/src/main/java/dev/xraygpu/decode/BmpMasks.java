package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.util.Locale;

/**
 * Which bits of a bitmap's pixel are its red, its green and its blue (Windows' {@code
 * BI_BITFIELDS}).
 *
 * @param red 0 if no bit is
 * @param green likewise
 * @param blue likewise
 */
record BmpMasks(long red, long green, long blue) {
  /** What pixels of 16 bits have without masks. */
  static final BmpMasks FIVE_BITS = new BmpMasks(0x7c00, 0x3e0, 0x1f);

  /** What pixels of 16 bits have most often besides. */
  private static final BmpMasks SIX_BITS_OF_GREEN = new BmpMasks(0xf800, 0x7e0, 0x1f);

  private static final int WHITE = 255;

  /**
   * Reads those of a file.
   *
   * @param at where the first one is
   * @param bits of a pixel
   * @throws DecodeException {@link FindingCode#UNREADABLE} if they are none; {@link
   *     FindingCode#UNSUPPORTED} if the bits of one are apart from each other
   */
  static BmpMasks read(FileBytes file, long at, int bits, String what) throws DecodeException {
    long red = file.u32(at, what);
    long green = file.u32(at + 4, what);
    long blue = file.u32(at + 8, what);
    long all = red | green | blue;
    boolean disjoint = (red & green) + (green & blue) + (blue & red) == 0;
    if (all == 0 || all >> bits != 0 || !disjoint) {
      throw BmpHeader.unreadable(
          String.format(
              Locale.ROOT, "its bit fields are %x, %x and %x of %d bits", red, green, blue, bits));
    }
    if (apart(red) || apart(green) || apart(blue)) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "BMP with bit fields whose bits are apart from each other has no decoder");
    }
    return new BmpMasks(red, green, blue);
  }

  private static boolean apart(long mask) {
    long shifted = mask == 0 ? 0 : mask >> Long.numberOfTrailingZeros(mask);
    return (shifted & (shifted + 1)) != 0;
  }

  /**
   * Whether they are one of the two usual ones of 16 bits, whose fields OpenCV makes the upper bits
   * of a byte.
   */
  boolean areUsual() {
    return equals(FIVE_BITS) || equals(SIX_BITS_OF_GREEN);
  }

  /**
   * The part of a pixel under a mask.
   *
   * @param upperBits whether it becomes the upper bits of a byte; else it is spread, so that 255
   *     has all its bits set
   * @return 0 to 255
   */
  static int sample(long pixel, long mask, boolean upperBits) {
    if (mask == 0) {
      return 0;
    }
    int shift = Long.numberOfTrailingZeros(mask);
    long field = (pixel & mask) >> shift;
    if (upperBits) {
      return (int) (field << Byte.SIZE - Long.bitCount(mask));
    }
    long most = mask >> shift;
    return (int) ((2 * WHITE * field + most) / (2 * most));
  }
}
