package dev.xraygpu.dicom.jpegls;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a scan. Behind a byte of ones, the next byte has seven bits, so that no marker can
 * appear; behind the end come zeros, whose use is noticed.
 */
final class CodedBits {
  /** Bytes are read while there are no more bits than so many. */
  private static final int ENOUGH = 48;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = LOWEST_BITS << 7;

  private final byte[] data;
  private int at;
  private long bits;
  private int count;
  private int padding;
  private boolean afterOnes;

  CodedBits(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  /** Called where fewer than 32 bits are left, so that several bytes find room. */
  private void fill() {
    if (!afterOnes && at + Long.BYTES <= data.length) {
      long next = (long) BIG_ENDIAN.get(data, at);
      if ((~next - LOWEST_BITS & next & HIGHEST_BITS) == 0) { // no byte of ones
        int bytes = (ENOUGH + Byte.SIZE - count) / Byte.SIZE;
        bits |= (next & -1L << (Long.SIZE - Byte.SIZE * bytes)) >>> count;
        count += Byte.SIZE * bytes;
        at += bytes;
        return;
      }
    }
    while (count <= ENOUGH) {
      int size = afterOnes ? 7 : 8;
      int next = 0;
      if (at < data.length && !isMarker()) {
        next = data[at++] & 0xff;
        afterOnes = next == 0xff;
      } else {
        padding += size;
        afterOnes = false;
      }
      bits |= (long) next << (64 - size - count);
      count += size;
    }
  }

  private boolean isMarker() {
    return afterOnes
        ? (data[at] & 0x80) != 0
        : data[at] == (byte) 0xff && at + 1 < data.length && (data[at + 1] & 0x80) != 0;
  }

  /** One bit. */
  int bit() {
    if (count < 1) {
      fill();
    }
    int bit = (int) (bits >>> 63);
    bits <<= 1;
    count--;
    return bit;
  }

  /** An unsigned number of up to 16 bits. */
  int take(int n) {
    if (n == 0) {
      return 0;
    }
    if (count < n) {
      fill();
    }
    int value = (int) (bits >>> (64 - n));
    bits <<= n;
    count -= n;
    return value;
  }

  /**
   * A Golomb code of limited length (A.5.3).
   *
   * @param k bits that are written as they are
   * @param limit longest code
   * @param errorBits bits of a value behind an escape
   */
  int golomb(int k, int limit, int errorBits) throws DecodeException {
    int most = limit - errorBits - 1;
    int zeros = 0;
    while (true) {
      if (count < 32) {
        fill();
      }
      int run = Long.numberOfLeadingZeros(bits);
      if (run < count) {
        bits <<= run + 1;
        count -= run + 1;
        zeros += run;
        break;
      }
      zeros += count;
      bits = 0;
      count = 0;
      if (zeros > most) {
        requireNotExhausted();
        throw corrupt();
      }
    }
    if (zeros > most) {
      requireNotExhausted();
      throw corrupt();
    }
    return zeros < most ? (zeros << k) + take(k) : take(errorBits) + 1;
  }

  private static DecodeException corrupt() {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG-LS data: a code is too long");
  }

  /** Refuses a stream of which more was used than there is. */
  void requireNotExhausted() throws DecodeException {
    if (count < padding) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG-LS data end before the image is complete");
    }
  }

  /** Goes on behind the restart marker of a number from 0 to 7. */
  void restart(int number) throws DecodeException {
    int marker = finish();
    if (marker + 1 >= data.length || (data[marker + 1] & 0xff) != 0xd0 + number) {
      throw new DecodeException(
          marker + 1 >= data.length ? FindingCode.TRUNCATED : FindingCode.UNREADABLE,
          "corrupt JPEG-LS data: a restart marker is missing");
    }
    at = marker + 2;
    bits = 0;
    count = 0;
    padding = 0;
    afterOnes = false;
  }

  /**
   * Ends a scan or a restart interval after its last code. Damaged codes may be read as other ones,
   * but seldom end where the data do.
   *
   * @return offset of the next marker's first byte; the data's length if there is none
   * @throws DecodeException if data were missing, or others than zeros are left over
   */
  int finish() throws DecodeException {
    requireNotExhausted();
    int marker = nextMarker();
    // The last byte of the codes, and one of seven bits behind it, are filled up.
    boolean filling = bits == 0;
    for (int i = at; i < marker; i++) {
      filling &= data[i] == 0 || data[i] == (byte) 0xff;
    }
    if (!filling) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG-LS data: some are left over behind the last code");
    }
    return marker;
  }

  private int nextMarker() {
    // Bytes that were taken in but not used belong to the scan, so the search starts at the end of
    // them; a byte of ones among them may be a marker's first.
    int from = afterOnes ? at - 1 : at;
    while (from + 1 < data.length
        && (data[from] != (byte) 0xff || (data[from + 1] & 0x80) == 0 || data[from + 1] == -1)) {
      from++;
    }
    return from + 1 < data.length ? from : data.length;
  }
}
