package dev.xraygpu.cpu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Leaves only those chunks in a PNG that decide its pixels and its orientation. An animation goes,
 * because OpenCV 4.13 composes its frames where other decoders, and earlier versions of OpenCV,
 * read the still image that stands for them; text, times and resolutions go, because libpng writes
 * its opinion of them to standard error.
 */
final class EssentialPng {
  private static final Set<String> ESSENTIAL =
      Set.of(
          "IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT");
  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12;

  private EssentialPng() {}

  /**
   * The file itself where it holds nothing else, else a copy of what counts.
   *
   * @param file a PNG whose chunks were checked to lie inside the file
   */
  static ByteBuffer of(ByteBuffer file) {
    return onlyEssential(file) ? file : essentialCopy(file);
  }

  private static boolean onlyEssential(ByteBuffer file) {
    Set<String> seen = new HashSet<>();
    for (int at = SIGNATURE; at < file.limit(); at = next(file, at)) {
      if (!essential(type(file, at), seen)) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer essentialCopy(ByteBuffer file) {
    ByteBuffer copy = ByteBuffer.allocateDirect(file.limit()).put(file.slice(0, SIGNATURE));
    Set<String> seen = new HashSet<>();
    for (int at = SIGNATURE; at < file.limit(); at = next(file, at)) {
      if (essential(type(file, at), seen)) {
        copy.put(file.slice(at, next(file, at) - at));
      }
    }
    return copy.flip();
  }

  // libpng takes the first of a kind and complains about the others.
  private static boolean essential(String type, Set<String> seen) {
    return ESSENTIAL.contains(type) && (seen.add(type) || type.equals("IDAT"));
  }

  /** Where the next chunk starts; bytes behind the end chunk are none. */
  private static int next(ByteBuffer file, int chunk) {
    if (type(file, chunk).equals("IEND")) {
      return file.limit();
    }
    return chunk + OVERHEAD + file.getInt(chunk);
  }

  private static String type(ByteBuffer file, int chunk) {
    byte[] type = new byte[4];
    file.get(chunk + 4, type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }
}
