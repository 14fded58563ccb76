package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;

/**
 * What a file says of its image before any pixel is decoded.
 *
 * @param format by content
 * @param stored columns and rows as stored
 * @param orientation EXIF orientation 1 to 8; 1 where there is none or the decoder ignores it
 * @param pixelType type of the gray image that its decoder will make
 * @param color whether the stored pixels have colour channels (a palette of grays has none)
 * @param detail one line for a person, such as {@code baseline, 3 components}
 */
public record ImageHeader(
    ImageFormat format,
    Size stored,
    int orientation,
    PixelType pixelType,
    boolean color,
    String detail) {
  /** Refuses orientations that EXIF does not know. */
  public ImageHeader {
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("EXIF orientation " + orientation);
    }
  }

  /** The same for an image of another depth. */
  public ImageHeader withPixelType(PixelType type) {
    return new ImageHeader(format, stored, orientation, type, color, detail);
  }

  /** The decoded image for a person: {@code 1032x520, 8 bit, EXIF orientation 6 applied}. */
  public String shape() {
    return size()
        + ", "
        + pixelType.bits()
        + " bit"
        + (orientation == 1 ? "" : ", EXIF orientation " + orientation + " applied");
  }

  /** Columns and rows of the decoded image, after the orientation was applied. */
  public Size size() {
    return orientation >= 5 ? stored.transposed() : stored;
  }
}
