package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/** Checks that a PNG's chunks are whole, in order, and intact where decoders rely on them. */
final class PngStructure {
  private static final int PALETTE = 3;

  /** The bit of a colour type that says that there are colours. */
  private static final int COLOR = 2;

  private static final int ENTRY = 3;
  private static final int LARGEST = 256 * ENTRY;

  private PngStructure() {}

  static void check(ByteBuffer file) throws DecodeException {
    PngChunks chunks = new PngChunks(file);
    boolean palette = false;
    boolean data = false;
    int colorType = -1;
    for (String type = chunks.next(); !type.equals("IEND"); type = chunks.next()) {
      if (PngChunks.critical(type) && !chunks.intact()) {
        throw unreadable("the checksum of chunk " + type + " is wrong");
      }
      switch (type) {
        case "IHDR" -> {
          if (colorType >= 0) {
            throw unreadable("a second header");
          }
          colorType = chunks.data().get(9);
        }
        case "PLTE" -> {
          if (palette) {
            throw unreadable("a second palette");
          }
          requirePalette(chunks.length(), colorType);
          // Behind the pixels it is none, as libpng has it.
          palette = !data;
        }
        case "IDAT" -> {
          if (colorType == PALETTE && !palette) {
            throw unreadable("no palette before the pixels");
          }
          data = true;
        }
        default -> {
          if (PngChunks.critical(type)) {
            throw unreadable("the critical chunk " + type + " is unknown");
          }
        }
      }
    }
    if (!data) {
      throw unreadable("no pixel data");
    }
  }

  // Gray may have any: libpng leaves it aside, and so it does with odd ones of red, green and blue.
  private static void requirePalette(int bytes, int colorType) throws DecodeException {
    boolean odd = bytes % ENTRY != 0 || bytes > LARGEST;
    if (bytes == 0 && (colorType & COLOR) != 0 || odd && colorType == PALETTE) {
      throw unreadable("a palette of " + bytes + " bytes");
    }
  }

  private static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt PNG: " + message);
  }
}
