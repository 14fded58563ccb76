package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * Counts the pixels of a bitmap that name a colour behind the end of its palette. OpenCV shows them
 * black, Pillow as the gray of their number: what they were meant to be is not known.
 */
final class BmpPalette {
  private BmpPalette() {}

  /**
   * A note where there are such pixels.
   *
   * @param buffer a bitmap that was decoded without a fault
   */
  static List<DecodeNote> notes(ByteBuffer buffer) throws DecodeException {
    BmpHeader header = BmpHeader.parse(buffer, DecodeLimits.WIDEST);
    if (!header.shortPalette()) {
      return List.of();
    }
    long beyond =
        header.runLength()
            ? BmpRunDecoder.pixelsBeyondPalette(buffer, header)
            : inRows(FileBytes.of(buffer, ByteOrder.LITTLE_ENDIAN), header);
    return beyond == 0
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.PIXEL_VALUES_OUT_OF_RANGE,
                String.format(
                    Locale.ROOT,
                    "%,d of %,d pixels name a colour that the palette of %d does not have, and"
                        + " became black",
                    beyond,
                    header.size().area(),
                    header.colors())));
  }

  private static long inRows(FileBytes file, BmpHeader header) {
    int bits = header.bitsPerPixel();
    int perByte = 8 / bits;
    int mask = (1 << bits) - 1;
    long beyond = 0;
    for (int y = 0; y < header.size().height(); y++) {
      int row = (int) (header.pixelOffset() + y * header.rowBytes());
      for (int x = 0; x < header.size().width(); x++) {
        int shift = 8 - bits - bits * (x % perByte);
        if ((file.at(row + x / perByte) >> shift & mask) >= header.colors()) {
          beyond++;
        }
      }
    }
    return beyond;
  }
}
