package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/** Reads a PNG's header, palette and orientation. */
final class PngHeader {
  /** libpng's default PNG_USER_WIDTH_MAX. */
  private static final int MAX_SIDE = 1_000_000;

  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GRAY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private PngHeader() {}

  static ImageHeader probe(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    PngChunks chunks = new PngChunks(buffer);
    String first = chunks.next();
    if (first.equals("CgBI")) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "PNG in Apple's CgBI variant has no decoder: make a usual one of it, for instance with"
              + " pngcrush -revert-iphone-optimizations");
    }
    if (!first.equals("IHDR") || chunks.length() != 13) {
      throw unreadable("its first chunk is " + first + ", not a header of 13 bytes");
    }
    if (!chunks.intact()) {
      throw unreadable("the header's checksum is wrong");
    }
    ByteBuffer header = chunks.data();
    long width = header.getInt(0) & 0xffff_ffffL;
    long height = header.getInt(4) & 0xffff_ffffL;
    int depth = header.get(8);
    int colorType = header.get(9);
    int interlace = header.get(12);
    if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw unreadable("the header declares " + width + "x" + height + " pixels");
    }
    if (!validDepth(colorType, depth)) {
      throw unreadable("no colour type " + colorType + " with depth " + depth);
    }
    if (header.get(10) != 0 || header.get(11) != 0 || interlace < 0 || interlace > 1) {
      throw unreadable("unknown compression, filter or interlace method");
    }
    limits.checkImage(width, height);
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "PNG of " + width + "x" + height + " has no decoder; the longest side is " + MAX_SIDE);
    }
    Metadata metadata = Metadata.read(chunks);
    return new ImageHeader(
        ImageFormat.PNG,
        new Size((int) width, (int) height),
        metadata.orientation,
        depth == 16 ? PixelType.U16 : PixelType.U8,
        colorType == RGB
            || colorType == RGB_ALPHA
            || (colorType == PALETTE && metadata.colorPalette),
        depth
            + "-bit "
            + name(colorType)
            + (interlace == 1 ? ", interlaced" : "")
            + (metadata.animated ? ", animated: only its still image is read" : ""));
  }

  private static boolean validDepth(int colorType, int depth) {
    return switch (colorType) {
      case GRAY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GRAY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private static String name(int colorType) {
    return switch (colorType) {
      case GRAY -> "gray";
      case RGB -> "RGB";
      case PALETTE -> "palette";
      case GRAY_ALPHA -> "gray with alpha";
      default -> "RGB with alpha";
    };
  }

  private static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt PNG: " + message);
  }

  /** What chunks behind the header say. Damage in them is the integrity check's business. */
  private static final class Metadata {
    private boolean colorPalette;
    private boolean animated;
    private boolean exifSeen;
    private int orientation = ExifOrientation.NORMAL;

    static Metadata read(PngChunks chunks) {
      Metadata metadata = new Metadata();
      try {
        for (String type = chunks.next(); !type.equals("IEND"); type = chunks.next()) {
          metadata.add(type, chunks);
        }
      } catch (DecodeException cutOff) {
        // Pixel data that are cut off or damaged are found, and named, before the decode.
        return metadata;
      }
      return metadata;
    }

    private void add(String type, PngChunks chunks) throws DecodeException {
      switch (type) {
        case "PLTE" -> colorPalette = hasColor(chunks.data());
        case "acTL" -> animated = true;
        case "eXIf" -> {
          if (!exifSeen && chunks.intact()) {
            exifSeen = true;
            orientation = ExifOrientation.parse(chunks.data());
          }
        }
        default -> {}
      }
    }

    private static boolean hasColor(ByteBuffer palette) {
      for (int i = 0; i + 2 < palette.limit(); i += 3) {
        if (palette.get(i) != palette.get(i + 1) || palette.get(i) != palette.get(i + 2)) {
          return true;
        }
      }
      return false;
    }
  }
}
