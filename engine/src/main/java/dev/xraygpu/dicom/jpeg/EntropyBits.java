package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;

/**
 * The bits of entropy-coded data between two markers. Behind them come zeros, whose use is noticed:
 * a stream that needs them ends early.
 */
final class EntropyBits {
  private final byte[] data;

  /** Bytes behind the last code that are taken for an encoder's padding. */
  private final int tolerated;

  private int at;

  /** The next bits, the first one at the top. */
  private long bits;

  private int count;

  /** How many of the bits taken in were not there. */
  private int padding;

  /**
   * The bits from an offset on.
   *
   * @param tolerated how many bytes behind the last code are taken for an encoder's padding
   */
  EntropyBits(byte[] data, int at, int tolerated) {
    this.data = data;
    this.at = at;
    this.tolerated = tolerated;
  }

  /** Takes in bytes until there are at least 48 bits. */
  void fill() {
    while (count <= 56) {
      int next = 0;
      if (at < data.length && data[at] != (byte) 0xff) {
        next = data[at++] & 0xff;
      } else if (at + 1 < data.length && data[at + 1] == 0) {
        next = 0xff;
        at += 2;
      } else {
        padding += 8;
      }
      bits |= (long) next << (56 - count);
      count += 8;
    }
  }

  /** Takes in bytes if there are less than 32 bits. */
  void need32() {
    if (count < 32) {
      fill();
    }
  }

  /** All bits at hand, the first one at the top. */
  long peek() {
    return bits;
  }

  void skip(int n) {
    bits <<= n;
    count -= n;
  }

  /** An unsigned number of 1 to 16 bits, of those at hand. */
  int take(int n) {
    int value = (int) (bits >>> (64 - n));
    bits <<= n;
    count -= n;
    return value;
  }

  /** A number of a category, as JPEG stores differences and coefficients (F.2.2.1, EXTEND). */
  int extend(int category) {
    int value = take(category);
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
  }

  /** Refuses a stream of which more was used than there is. */
  void requireNotExhausted() throws DecodeException {
    if (count < padding) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG data end before the image is complete");
    }
  }

  /** Goes on behind the restart marker of a number from 0 to 7. */
  void restart(int number) throws DecodeException {
    int marker = finish();
    if (marker + 1 >= data.length) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG data end before the image is complete");
    }
    if ((data[marker + 1] & 0xff) != 0xd0 + number) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG data: a restart marker is missing");
    }
    at = marker + 2;
    bits = 0;
    count = 0;
    padding = 0;
  }

  /**
   * Ends a scan or a restart interval after its last code. Damaged codes may be read as other ones,
   * but seldom end where the data do.
   *
   * @return offset of the next marker's first byte; the data's length if there is none
   * @throws DecodeException if data were missing, or others than fillings of zeros and ones are
   *     left over
   */
  int finish() throws DecodeException {
    requireNotExhausted();
    int marker = nextMarker();
    int atHand = count - padding;
    long rest = bits << (atHand & 7);
    int surplus = 0;
    boolean filling = true;
    for (int i = 0; i < atHand >> 3; i++) {
      int value = (int) (rest >>> 56);
      rest <<= 8;
      surplus++;
      filling &= value == 0 || value == 0xff;
    }
    for (int i = at; i < marker; i++) {
      surplus++;
      filling &= data[i] == 0 || data[i] == (byte) 0xff;
    }
    if (!filling && surplus > tolerated) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: data are left over behind the last code");
    }
    return marker;
  }

  private int nextMarker() {
    int from = at;
    while (from + 1 < data.length
        && (data[from] != (byte) 0xff || data[from + 1] == 0 || data[from + 1] == (byte) 0xff)) {
      from++;
    }
    return from + 1 < data.length ? from : data.length;
  }
}
