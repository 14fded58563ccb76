package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds where the entropy-coded data of a scan end, eight bytes at a time. */
final class JpegScanData {
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final ByteBuffer buffer;
  private final int length;

  JpegScanData(ByteBuffer file) {
    this.buffer = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.length = file.limit();
  }

  /**
   * The offset of the marker that ends the data.
   *
   * @param start offset of the first byte behind the scan header
   * @param restarts whether restart markers may divide the data
   * @throws DecodeException {@link FindingCode#TRUNCATED} if no marker ends the data; {@link
   *     FindingCode#UNREADABLE} for restart markers that are out of order or not announced
   */
  int end(int start, boolean restarts) throws DecodeException {
    int at = start;
    int expected = 0;
    while (true) {
      at = nextPrefix(at);
      if (at + 1 >= length) {
        throw new DecodeException(
            FindingCode.TRUNCATED,
            "the file ends after " + length + " bytes without the JPEG's end marker");
      }
      int marker = buffer.get(at + 1) & 0xff;
      if (marker == 0) {
        at += 2;
      } else if (marker == JpegMarker.PREFIX) {
        at++;
      } else if (JpegMarker.isRestart(marker)) {
        int number = marker - JpegMarker.RST0;
        if (!restarts || number != expected) {
          throw JpegStructure.unreadable(
              "restart marker "
                  + number
                  + (restarts ? ", not " + expected + "," : "")
                  + " at byte "
                  + at);
        }
        expected = (expected + 1) & 7;
        at += 2;
      } else {
        return at;
      }
    }
  }

  /** The offset of the first byte 0xFF from {@code at} on, or the length. */
  private int nextPrefix(int at) {
    int i = at;
    int last = length - 8;
    while (i <= last) {
      // A byte of 0xFF is a zero byte of the complement.
      long inverse = ~buffer.getLong(i);
      long zeros = (inverse - LOW_BITS) & ~inverse & HIGH_BITS;
      if (zeros != 0) {
        // The lowest set bit is exact; borrows can only raise false ones above it.
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      i += 8;
    }
    while (i < length && buffer.get(i) != (byte) 0xff) {
      i++;
    }
    return i;
  }
}
