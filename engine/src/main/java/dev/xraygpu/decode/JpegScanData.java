package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds where the entropy-coded data of a scan end, many bytes at a time. */
final class JpegScanData {
  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final ByteBuffer buffer;
  private final int length;
  private int restarts;

  JpegScanData(ByteBuffer file) {
    this.buffer = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.length = file.limit();
  }

  /**
   * The offset of the marker that ends the data.
   *
   * @param start offset of the first byte behind the scan header
   * @param divided whether restart markers may divide the data
   * @throws DecodeException {@link FindingCode#TRUNCATED} if no marker ends the data; {@link
   *     FindingCode#UNREADABLE} for restart markers that are out of order or not announced
   */
  int end(int start, boolean divided) throws DecodeException {
    int at = start;
    restarts = 0;
    while (true) {
      at = nextMarker(at);
      if (at + 1 >= length) {
        throw new DecodeException(
            FindingCode.TRUNCATED,
            "the file ends after " + length + " bytes without the JPEG's end marker");
      }
      int marker = buffer.get(at + 1) & 0xff;
      if (marker == JpegMarker.PREFIX) {
        at++;
      } else if (JpegMarker.isRestart(marker)) {
        int number = marker - JpegMarker.RST0;
        if (!divided || number != (restarts & 7)) {
          throw JpegStructure.unreadable(
              "restart marker "
                  + number
                  + (divided ? ", not " + (restarts & 7) + "," : "")
                  + " at byte "
                  + at);
        }
        restarts++;
        at += 2;
      } else {
        return at;
      }
    }
  }

  /** How many restart markers divided the data that were walked last. */
  int restarts() {
    return restarts;
  }

  /**
   * The offset of the first byte 0xFF from {@code at} on that no zero follows, or the length. Pairs
   * of 0xFF and zero, about one in 256 bytes, are passed over without leaving the loop.
   */
  private int nextMarker(int at) {
    int i = at;
    while (i <= length - 32) {
      long first = buffer.getLong(i);
      long second = buffer.getLong(i + 8);
      long third = buffer.getLong(i + 16);
      long fourth = buffer.getLong(i + 24);
      if ((ones(first) | ones(second) | ones(third) | ones(fourth)) == 0) {
        i += 32;
        continue;
      }
      if ((unpaired(first) | unpaired(second) | unpaired(third) | unpaired(fourth)) == 0) {
        i += 32;
        continue;
      }
      int word = i;
      while (unpaired(buffer.getLong(word)) == 0) {
        word += 8;
      }
      long found = unpaired(buffer.getLong(word));
      int candidate = word + (Long.numberOfTrailingZeros(found) >>> 3);
      if (!zeroFollows(candidate)) {
        return candidate;
      }
      i = candidate + 2;
    }
    while (i < length && (buffer.get(i) != (byte) 0xff || zeroFollows(i))) {
      i++;
    }
    return i;
  }

  private boolean zeroFollows(int at) {
    return at + 1 < length && buffer.get(at + 1) == 0;
  }

  /** The highest bit of each of eight bytes that is 0xFF. */
  private static long ones(long word) {
    // A carry reaches a byte's highest bit where its other seven are set.
    return word & ((word & LOW_BITS) + LOWEST_BITS) & HIGH_BITS;
  }

  /** The same, without those that a zero follows in the word; the last byte is never left out. */
  private static long unpaired(long word) {
    long notZero = ((word & LOW_BITS) + LOW_BITS) | word;
    return ones(word) & (notZero >>> 8 | 0xff00_0000_0000_0000L);
  }
}
