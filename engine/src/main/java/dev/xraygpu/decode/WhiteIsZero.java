package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Gray TIFFs in which small values are bright (TIFF 6.0, tag 262, value 0). */
public final class WhiteIsZero {
  private WhiteIsZero() {}

  /**
   * The value that is black in such an image of 10 to 16 bits. OpenCV shifts its samples to the top
   * of 16 bits and does not turn them, so black is 65,535 for 16 bits and 65,520 for 12; the gray
   * level is that minus the value. Images of up to 8 bits are turned by libtiff.
   *
   * @param file all bytes of the file; not changed
   * @param header what {@link HeaderProbe} found in them
   * @return nothing for any other image
   * @throws DecodeException if the directory cannot be read
   */
  public static OptionalInt black(ByteBuffer file, ImageHeader header) throws DecodeException {
    if (header.format() != ImageFormat.TIFF || header.pixelType() != PixelType.U16) {
      return OptionalInt.empty();
    }
    TiffDirectory directory = TiffDirectory.read(file);
    if (directory.first(TiffTag.PHOTOMETRIC, 1) != 0
        || directory.first(TiffTag.SAMPLES_PER_PIXEL, 1) != 1) {
      return OptionalInt.empty();
    }
    int bits = (int) directory.first(TiffTag.BITS_PER_SAMPLE, 1);
    return OptionalInt.of(((1 << bits) - 1) << (16 - bits));
  }
}
