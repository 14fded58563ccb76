package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A Windows or OS/2 1.x bitmap's header.
 *
 * @param size columns and rows
 * @param topDown whether the first row is the topmost
 * @param bitsPerPixel 1, 4, 8, 16, 24 or 32
 * @param compression 0 none, 1 RLE8, 2 RLE4, 3 bit fields, 6 bit fields with alpha
 * @param masks where the colours of a pixel are; null where each has a byte, or there is a palette
 * @param paletteOffset where the palette starts, if there is one
 * @param colors entries of the palette that are in use, 0 without one
 * @param pixelOffset where the pixels start
 * @param color whether a pixel can be other than gray
 */
record BmpHeader(
    Size size,
    boolean topDown,
    int bitsPerPixel,
    int compression,
    @Nullable BmpMasks masks,
    long paletteOffset,
    int colors,
    long pixelOffset,
    boolean color) {
  static final int NONE = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BIT_FIELDS = 3;
  static final int ALPHA_BIT_FIELDS = 6;

  private static final int EMBEDDED_JPEG = 4;
  private static final int EMBEDDED_PNG = 5;

  /** Shortest header with a compression field that OpenCV 4.13 reads. */
  private static final int SHORTEST = 36;

  private static final int FILE_HEADER = 14;
  private static final int OS2_HEADER = 12;
  private static final int LONGEST = 1024;

  /** Shortest header of OS/2 2.x, which may end behind any of its fields. */
  private static final int SHORTEST_OF_OS2 = 16;

  /** Shortest header that holds masks itself; those of a shorter one follow it. */
  private static final int LEAST_HOLDING_MASKS = 52;

  private static final int MASKS = 54;
  private static final String WHAT = "the BMP header";

  static ImageHeader probe(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    BmpHeader header = parse(buffer, limits);
    return new ImageHeader(
        ImageFormat.BMP,
        header.size,
        ExifOrientation.NORMAL,
        PixelType.U8,
        header.color,
        header.bitsPerPixel + "-bit" + (header.runLength() ? ", run-length" : ""));
  }

  static BmpHeader parse(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    FileBytes file = FileBytes.of(buffer, ByteOrder.LITTLE_ENDIAN);
    long pixelOffset = file.u32(10, WHAT);
    long headerSize = file.u32(14, WHAT);
    if (headerSize >= SHORTEST_OF_OS2 && headerSize < SHORTEST) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "BMP of OS/2 2.x with a header of " + headerSize + " bytes has no decoder");
    }
    if (headerSize != OS2_HEADER && (headerSize < SHORTEST || headerSize > LONGEST)) {
      throw unreadable("a header of " + headerSize + " bytes is of no known version");
    }
    boolean os2 = headerSize == OS2_HEADER;
    long width = os2 ? file.u16(18, WHAT) : file.i32(18, WHAT);
    // A negative height means rows from top to bottom.
    boolean topDown = !os2 && file.i32(22, WHAT) < 0;
    long height = os2 ? file.u16(20, WHAT) : Math.abs((long) file.i32(22, WHAT));
    int bits = file.u16(os2 ? 24 : 28, WHAT);
    long compression = os2 ? NONE : file.u32(30, WHAT);
    long used = os2 ? 0 : file.u32(46, WHAT);
    file.require(FILE_HEADER, headerSize, WHAT);
    if (width < 1 || height < 1) {
      throw unreadable("the header declares " + width + "x" + height + " pixels");
    }
    checkEncoding(bits, compression, os2);
    limits.checkImage(width, height);
    if (pixelOffset < FILE_HEADER + headerSize) {
      throw unreadable("the pixels begin at byte " + pixelOffset + ", inside of the header");
    }
    int colors = colors(bits, used);
    long palette = FILE_HEADER + headerSize;
    boolean color = bits > 8 || paletteHasColor(file, palette, colors, os2);
    return new BmpHeader(
        new Size((int) width, (int) height),
        topDown,
        bits,
        (int) compression,
        masks(file, bits, compression, headerSize),
        palette,
        colors,
        pixelOffset,
        color);
  }

  boolean runLength() {
    return compression == RLE8 || compression == RLE4;
  }

  /** Whether the length, the planes and the depth that a bitmap's header has are at a position. */
  static boolean startsAt(FileBytes file, int at) {
    if (!file.has(at, OS2_HEADER) || file.at(at + 1) + file.at(at + 2) + file.at(at + 3) > 0) {
      return false;
    }
    int planes = file.at(at) == OS2_HEADER ? at + 8 : at + 12;
    return file.at(at) >= OS2_HEADER
        && file.has(planes, 4)
        && file.at(planes) == 1
        && file.at(planes + 1) == 0
        && file.at(planes + 2) <= 32
        && file.at(planes + 3) == 0;
  }

  /** Whether pixels can name colours that the palette does not have. */
  boolean shortPalette() {
    return bitsPerPixel <= 8 && colors < 1 << bitsPerPixel;
  }

  /** Bytes a row of pixels takes, padded to four. */
  long rowBytes() {
    return ((long) size.width() * bitsPerPixel + 31) / 32 * 4;
  }

  private static void checkEncoding(int bits, long compression, boolean os2)
      throws DecodeException {
    boolean fields = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
    boolean known =
        switch (bits) {
          case 1, 24 -> compression == NONE;
          case 4 -> compression == NONE || compression == RLE4;
          case 8 -> compression == NONE || compression == RLE8;
          case 16 -> !os2 && (compression == NONE || fields);
          case 32 -> compression == NONE || fields;
          default -> false;
        };
    if (!known) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, kind(bits, compression) + " has no decoder");
    }
  }

  private static String kind(int bits, long compression) {
    if (bits == 0 && (compression == EMBEDDED_JPEG || compression == EMBEDDED_PNG)) {
      return "BMP with a "
          + (compression == EMBEDDED_JPEG ? "JPEG" : "PNG")
          + " in place of pixels";
    }
    return "BMP with " + bits + " bits a pixel and compression " + compression;
  }

  private static @Nullable BmpMasks masks(
      FileBytes file, int bits, long compression, long headerSize) throws DecodeException {
    if (compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS) {
      long at = headerSize < LEAST_HOLDING_MASKS ? FILE_HEADER + headerSize : MASKS;
      return BmpMasks.read(file, at, bits, WHAT);
    }
    return bits == 16 ? BmpMasks.FIVE_BITS : null;
  }

  private static int colors(int bits, long used) throws DecodeException {
    if (bits > 8) {
      return 0;
    }
    if (used > 256) {
      throw unreadable("the header declares a palette of " + used + " colours");
    }
    return used == 0 ? 1 << bits : (int) used;
  }

  private static boolean paletteHasColor(FileBytes file, long palette, int entries, boolean os2)
      throws DecodeException {
    int step = os2 ? 3 : 4;
    file.require(palette, (long) entries * step, "the BMP palette");
    for (int i = 0; i < entries; i++) {
      int at = (int) palette + i * step;
      if (file.at(at) != file.at(at + 1) || file.at(at) != file.at(at + 2)) {
        return true;
      }
    }
    return false;
  }

  static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt BMP: " + message);
  }
}
