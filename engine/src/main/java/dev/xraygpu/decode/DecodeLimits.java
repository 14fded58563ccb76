package dev.xraygpu.decode;

import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;

/**
 * What is refused before memory is taken for it.
 *
 * @param maxPixels most pixels in an image
 * @param maxFileBytes most bytes in a file
 */
public record DecodeLimits(long maxPixels, long maxFileBytes) {
  /** 100 megapixels and 1 GiB: more than any X-ray detector makes. */
  public static final DecodeLimits DEFAULT = new DecodeLimits(100_000_000L, 1L << 30);

  /** For reading a header again whose size was held against the limits already. */
  static final DecodeLimits WIDEST = new DecodeLimits(1_000_000_000L, Integer.MAX_VALUE - 8);

  /** Refuses limits that cannot be meant or held in one buffer. */
  public DecodeLimits {
    if (maxPixels < 1 || maxPixels > 1_000_000_000L) {
      throw new IllegalArgumentException("the pixel limit is 1 to 1,000,000,000, not " + maxPixels);
    }
    if (maxFileBytes < 1 || maxFileBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the file limit is 1 byte to under 2 GiB, not " + maxFileBytes);
    }
  }

  /**
   * Checks a file's length.
   *
   * @throws DecodeException {@link FindingCode#TOO_LARGE}
   */
  public void checkFile(long bytes) throws DecodeException {
    if (bytes > maxFileBytes) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "the file has " + bytes + " bytes, more than the limit of " + maxFileBytes);
    }
  }

  /**
   * Checks an image's declared size.
   *
   * @throws DecodeException {@link FindingCode#TOO_LARGE}
   */
  public void checkImage(long width, long height) throws DecodeException {
    // Products of two 32-bit numbers fit in 64 bits; anything larger is refused by the first test.
    if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "the header declares "
              + width
              + "x"
              + height
              + " pixels, more than the limit of "
              + maxPixels);
    }
  }

  /** Like {@link #checkImage(long, long)}. */
  public void checkImage(Size size) throws DecodeException {
    checkImage(size.width(), size.height());
  }
}
