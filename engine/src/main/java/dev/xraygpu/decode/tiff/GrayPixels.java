package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.TiffHeader;
import dev.xraygpu.image.PixelType;

/**
 * Makes gray of a pixel's samples, 0 to 255 or to 65,535. Samples of 10 to 14 bits are shifted to
 * the top of 16, those of 1 to 4 spread over 8.
 */
interface GrayPixels {
  /**
   * Makes gray of some pixels.
   *
   * @param planes samples of each plane, of which there is one for each channel or one for all; the
   *     gray values replace those of the first one, from its first index on
   * @param step samples of a pixel in a plane
   * @param count of pixels
   * @return how many of them are {@linkplain ColoredPixel coloured}
   */
  int make(char[][] planes, int step, int count);

  /** Whether a pixel's first sample is its gray without a change. */
  default boolean asItIs() {
    return false;
  }

  /** For images of a kind that {@link #knows} knows. */
  static GrayPixels of(TiffHeader header, PixelType type) throws DecodeException {
    return switch (header.photometric()) {
      case TiffHeader.RGB -> new Colors(header.bits(), type);
      case TiffHeader.PALETTE -> new Palette(header.directory(), header.bits());
      default ->
          new FirstSample(header.bits(), type, header.photometric() == TiffHeader.WHITE_IS_ZERO);
    };
  }

  /** Whether images of this kind become gray here. */
  static boolean knows(TiffHeader header) {
    int bits = header.bits();
    return switch (header.photometric()) {
      case TiffHeader.WHITE_IS_ZERO, TiffHeader.BLACK_IS_ZERO -> bits >= 8 || header.samples() == 1;
      case TiffHeader.RGB -> bits >= 8 && header.samples() >= 3;
      case TiffHeader.PALETTE -> bits == 8 || bits < 8 && header.samples() == 1;
      default -> false;
    };
  }
}
