package dev.xraygpu.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Moves the masks of a bitmap's 16-bit pixels where OpenCV 4.13 looks for them: behind a header of
 * 40 bytes. Longer headers hold them themselves, at the very same place in the file, but there
 * OpenCV takes the first pixels for masks.
 */
final class ShortHeaderBmp {
  private static final int FILE_BYTES = 2;
  private static final int PIXEL_OFFSET = 10;
  private static final int HEADER_BYTES = 14;
  private static final int DEPTH = 28;
  private static final int COMPRESSION = 30;
  private static final int BIT_FIELDS = 3;
  private static final int SHORT_HEADER = 40;
  private static final int LEAST_HOLDING_MASKS = 52;
  private static final int BEHIND_MASKS = 66;

  private ShortHeaderBmp() {}

  /**
   * The file itself, or a copy with a header of 40 bytes where it holds masks of 16-bit pixels.
   *
   * @param file a bitmap whose header was read
   */
  static ByteBuffer of(ByteBuffer file) {
    ByteBuffer from = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long headerBytes = from.getInt(HEADER_BYTES) & 0xffffffffL;
    int pixels = from.getInt(PIXEL_OFFSET);
    boolean holdsMasks =
        headerBytes >= LEAST_HOLDING_MASKS
            && from.getShort(DEPTH) == 16
            && from.getInt(COMPRESSION) == BIT_FIELDS;
    if (!holdsMasks || pixels < BEHIND_MASKS || pixels > file.limit()) {
      return file;
    }
    int length = BEHIND_MASKS + file.limit() - pixels;
    ByteBuffer copy = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    copy.put(file.slice(0, BEHIND_MASKS)).put(file.slice(pixels, file.limit() - pixels));
    return copy.putInt(FILE_BYTES, length)
        .putInt(PIXEL_OFFSET, BEHIND_MASKS)
        .putInt(HEADER_BYTES, SHORT_HEADER)
        .flip();
  }
}
