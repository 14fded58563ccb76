package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Decodes bitmaps whose pixels are fields of bits: those of 16 bits, and of 32 with masks. The gray
 * is OpenCV's where it obeys the masks, which are few. Other bitmaps are left to the next decoder.
 */
public final class BmpFieldDecoder implements ImageDecoder {
  private static final int PREFERENCE = 10;

  /** For {@link java.util.ServiceLoader}. */
  public BmpFieldDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.BMP);
  }

  @Override
  public String description() {
    return "xray-gpu bit-field BMP decoder";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  /**
   * Whether a file is decoded here, and OpenCV's word about it says nothing.
   *
   * @param file all bytes of the file; not changed
   * @param image what {@link HeaderProbe} found in them
   * @throws DecodeException if the header cannot be read
   */
  public static boolean decodes(ByteBuffer file, ImageHeader image) throws DecodeException {
    return image.format() == ImageFormat.BMP
        && BmpHeader.parse(file, DecodeLimits.WIDEST).masks() != null;
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader image, HostImage target)
      throws DecodeException {
    BmpHeader header = BmpHeader.parse(file, DecodeLimits.WIDEST);
    BmpMasks masks = header.masks();
    if (masks == null) {
      return Decoding.LEFT;
    }
    ByteBuffer stored = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer pixels = target.pixels();
    Size size = header.size();
    boolean wide = header.bitsPerPixel() == 32;
    boolean upperBits = masks.areUsual();
    long colored = 0;
    for (int y = 0; y < size.height(); y++) {
      int row = (header.topDown() ? y : size.height() - 1 - y) * size.width();
      int from = (int) (header.pixelOffset() + y * header.rowBytes());
      for (int x = 0; x < size.width(); x++) {
        long pixel =
            wide ? stored.getInt(from + 4 * x) & 0xffff_ffffL : stored.getChar(from + 2 * x);
        int red = BmpMasks.sample(pixel, masks.red(), upperBits);
        int green = BmpMasks.sample(pixel, masks.green(), upperBits);
        int blue = BmpMasks.sample(pixel, masks.blue(), upperBits);
        pixels.put(row + x, (byte) OpenCvLuma.of(red, green, blue));
        colored += ColoredPixel.difference(red, green, blue) > ColoredPixel.TOLERANCE ? 1 : 0;
      }
    }
    return Decoding.done(colored);
  }
}
