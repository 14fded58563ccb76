package dev.xraygpu.cpu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Takes the animation out of a PNG: OpenCV 4.13 composes the frames of an animated one, where other
 * decoders, and earlier versions of OpenCV, read the still image that stands for it.
 */
final class StillPng {
  private static final Set<String> ANIMATION = Set.of("acTL", "fcTL", "fdAT");
  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12;

  private StillPng() {}

  /**
   * The file itself where it holds no animation, else a copy without.
   *
   * @param file a PNG whose chunks were checked to lie inside the file
   */
  static ByteBuffer of(ByteBuffer file) {
    return animated(file) ? withoutAnimation(file) : file;
  }

  private static boolean animated(ByteBuffer file) {
    for (int at = SIGNATURE; at < file.limit(); at = next(file, at)) {
      if (ANIMATION.contains(type(file, at))) {
        return true;
      }
    }
    return false;
  }

  private static ByteBuffer withoutAnimation(ByteBuffer file) {
    ByteBuffer still = ByteBuffer.allocateDirect(file.limit()).put(file.slice(0, SIGNATURE));
    for (int at = SIGNATURE; at < file.limit(); at = next(file, at)) {
      if (!ANIMATION.contains(type(file, at))) {
        still.put(file.slice(at, next(file, at) - at));
      }
    }
    return still.flip();
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
