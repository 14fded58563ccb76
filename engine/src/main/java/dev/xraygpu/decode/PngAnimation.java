package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts the frames of an animated PNG, of which the still image alone is decoded. */
final class PngAnimation {
  private static final int CONTROL_BYTES = 8;

  private PngAnimation() {}

  /** A note where frames are left out. */
  static List<DecodeNote> notes(ByteBuffer buffer) {
    PngChunks chunks = new PngChunks(buffer);
    try {
      // The chunk is one only before the pixels.
      for (String type = chunks.next(); !type.equals("IDAT"); type = chunks.next()) {
        if (type.equals("acTL") && chunks.length() == CONTROL_BYTES) {
          return notes(chunks.data().getInt(0) & 0xffff_ffffL);
        }
      }
    } catch (DecodeException e) {
      return List.of(); // the integrity check says what is wrong
    }
    return List.of();
  }

  private static List<DecodeNote> notes(long frames) {
    return frames < 2
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.EXTRA_PIXEL_DATA,
                "the PNG is an animation of " + frames + " frames: its still image is the image"));
  }
}
