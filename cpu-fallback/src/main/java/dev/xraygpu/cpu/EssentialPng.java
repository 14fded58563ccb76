package dev.xraygpu.cpu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Leaves only those chunks in a PNG that decide its pixels. An animation goes, because OpenCV 4.13
 * composes its frames where other decoders, and earlier versions of OpenCV, read the still image
 * that stands for them. All else goes because libpng writes its opinion of it to standard error,
 * without saying which file it means: text, times, resolutions and orientations (the header has
 * read them), colour profiles of gray images, and what libpng itself leaves out after a warning, as
 * of the wrong length, in the wrong place or with a wrong checksum. Pixel chunks behind another
 * chunk go, too: libpng takes that one for their end, and a copy without it would show what is
 * behind it.
 */
final class EssentialPng {
  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12;
  private static final int COLOR_TYPE = 25;

  private static final String PIXELS = "IDAT";
  private static final Set<String> MANDATORY = Set.of("IHDR", PIXELS, "IEND");
  private static final int SHORTEST_PROFILE = 14;

  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  private final ByteBuffer file;
  private final int colorType;
  private final Set<String> seen = new HashSet<>();
  private int colors;
  private boolean pixelsEnded;

  private EssentialPng(ByteBuffer file) {
    this.file = file;
    this.colorType = file.get(COLOR_TYPE);
  }

  /**
   * The file itself where it holds nothing else, else a copy of what counts.
   *
   * @param file a PNG whose chunks were checked to lie inside the file
   */
  static ByteBuffer of(ByteBuffer file) {
    return new EssentialPng(file).only() ? file : new EssentialPng(file).copy();
  }

  private boolean only() {
    for (int at = SIGNATURE; at < file.limit(); at = next(at)) {
      if (!essential(at)) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer copy() {
    ByteBuffer copy = ByteBuffer.allocateDirect(file.limit()).put(file.slice(0, SIGNATURE));
    for (int at = SIGNATURE; at < file.limit(); at = next(at)) {
      if (essential(at)) {
        copy.put(file.slice(at, next(at) - at));
      }
    }
    return copy.flip();
  }

  /** Whether a chunk counts; asked for all of them in their order. */
  private boolean essential(int at) {
    String type = type(at);
    int length = file.getInt(at);
    pixelsEnded |= seen.contains(PIXELS) && !type.equals(PIXELS);
    // One that libpng does not take leaves room for a later one of its type.
    return takes(type, length, at)
        && (MANDATORY.contains(type) || intact(at))
        && (seen.add(type) || MANDATORY.contains(type));
  }

  private boolean takes(String type, int length, int at) {
    boolean beforePixels = !seen.contains(PIXELS);
    boolean beforePalette = !seen.contains("PLTE");
    boolean colored = colorType != GRAY && colorType != GRAY + 4;
    return switch (type) {
      case "IHDR", "IEND" -> true;
      case PIXELS -> !pixelsEnded;
      case "PLTE" -> {
        colors = length / 3;
        yield beforePixels && colored;
      }
      case "tRNS" -> beforePixels && transparency(length);
      case "gAMA" -> beforePixels && beforePalette && colored && length == 4;
      case "cHRM" -> beforePixels && beforePalette && colored && length == 32;
      case "sRGB" -> beforePixels && beforePalette && colored && length == 1 && intent(at) < 4;
      // What a longer profile is worth to libpng, libpng alone knows.
      case "iCCP" -> beforePixels && beforePalette && colored && length >= SHORTEST_PROFILE;
      default -> false;
    };
  }

  /** Damage in chunks that must be there was found before. */
  private boolean intact(int at) {
    int length = file.getInt(at);
    CRC32 checksum = new CRC32();
    checksum.update(file.slice(at + 4, length + 4));
    return (int) checksum.getValue() == file.getInt(at + 8 + length);
  }

  private int intent(int at) {
    return file.get(at + OVERHEAD - 4) & 0xff;
  }

  private boolean transparency(int length) {
    return switch (colorType) {
      case GRAY -> length == 2;
      case RGB -> length == 6;
      case PALETTE -> length > 0 && length <= colors;
      default -> false;
    };
  }

  /** Where the next chunk starts; bytes behind the end chunk are none. */
  private int next(int chunk) {
    if (type(chunk).equals("IEND")) {
      return file.limit();
    }
    return chunk + OVERHEAD + file.getInt(chunk);
  }

  private String type(int chunk) {
    byte[] type = new byte[4];
    file.get(chunk + 4, type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }
}
