package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the entropy-coded bits of a JPEG scan up to the next marker; behind it come zeros, which
 * are counted, as far as anyone asks.
 */
final class JpegBits {
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** Bits that {@link #refill} guarantees: a code of 16 and a value of 16. */
  private static final int GUARANTEED = 32;

  private final ByteBuffer buffer;
  private final int length;
  private int position;

  /** Bits not yet read, from the top; what lies below {@link #count} is zero or the next byte's. */
  private long bits;

  private int count;

  /** Zeros that were made up behind the marker. */
  private long invented;

  JpegBits(ByteBuffer file) {
    this.buffer = file.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.length = file.limit();
  }

  /** Starts at a byte, with nothing read. */
  void moveTo(int offset) {
    position = offset;
    bits = 0;
    count = 0;
    invented = 0;
  }

  /** Offset of the marker that the data end at; meaningful after {@link #finish}. */
  int position() {
    return position;
  }

  /** Whether more bits were read than there are before the marker. */
  boolean exhausted() {
    return count < invented;
  }

  private void refill() {
    if (position <= length - 8) {
      long word = buffer.getLong(position);
      long inverse = ~word;
      if (((inverse - LOW_BITS) & ~inverse & HIGH_BITS) == 0) {
        // Bits of a byte that fits in part are set again, to the same, by the next refill.
        bits |= word >>> count;
        position += (63 - count) >>> 3;
        count |= 56;
        return;
      }
    }
    while (count <= 56) {
      int value = nextByte();
      if (value < 0) {
        invented += 8;
      } else {
        bits |= (long) value << (56 - count);
      }
      count += 8;
    }
  }

  /** The next byte of data without its stuffing, or -1 at a marker or the end of the file. */
  private int nextByte() {
    if (position >= length) {
      return -1;
    }
    int value = buffer.get(position) & 0xff;
    if (value != JpegMarker.PREFIX) {
      position++;
      return value;
    }
    int after = position + 1;
    while (after < length && (buffer.get(after) & 0xff) == JpegMarker.PREFIX) {
      after++;
    }
    if (after < length && buffer.get(after) == 0) {
      position = after + 1;
      return value;
    }
    return -1;
  }

  /** Reads a symbol, or {@link JpegHuffmanTable#INVALID}. */
  int symbol(JpegHuffmanTable table) {
    if (count < GUARANTEED) {
      refill();
    }
    int entry = table.decode(bits);
    if (entry < 0) {
      return entry;
    }
    bits <<= entry >> 8;
    count -= entry >> 8;
    return entry & 0xff;
  }

  /** Reads up to 16 bits as a number. */
  int read(int number) {
    if (number == 0) {
      return 0;
    }
    if (count < GUARANTEED) {
      refill();
    }
    int value = (int) (bits >>> (64 - number));
    bits <<= number;
    count -= number;
    return value;
  }

  /** Passes over up to 64 bits. */
  void skip(int number) {
    int left = number;
    while (left > 0) {
      int step = Math.min(left, 16);
      read(step);
      left -= step;
    }
  }

  /**
   * Passes over a block of a sequential scan: a difference and up to 63 coefficients.
   *
   * @return whether all its codes were valid and its coefficients no more than 63
   */
  boolean skipBlock(JpegHuffmanTable differences, JpegHuffmanTable coefficients) {
    int size = symbol(differences);
    if (size < 0 || size > 15) {
      return false;
    }
    read(size);
    // In local variables, which the compiler keeps in registers: this is where the time goes.
    long word = bits;
    int left = count;
    int last = 0;
    while (last < 63) {
      if (left < GUARANTEED) {
        bits = word;
        count = left;
        refill();
        word = bits;
        left = count;
      }
      int step = coefficients.step(word);
      if (step < 0) {
        bits = word;
        count = left;
        return false;
      }
      int used = step & 0xff;
      word <<= used;
      left -= used;
      last += step >> 8;
    }
    bits = word;
    count = left;
    return last == 63 || last >= JpegHuffmanTable.END_OF_BLOCK;
  }

  /**
   * Moves to the marker behind the data.
   *
   * @param tolerated how many bytes may be left over before this gives up
   * @return bytes of data that were left over, not counting filling of zeros or ones; more than
   *     {@code tolerated} if it gave up
   */
  int finish(int tolerated) {
    int left = 0;
    int drop = (int) ((count - invented) & 7);
    bits <<= drop;
    count -= drop;
    boolean filling = true;
    while (true) {
      if (count - invented < 8) {
        refill();
        if (count - invented < 8) {
          break;
        }
      }
      int value = (int) (bits >>> 56);
      bits <<= 8;
      count -= 8;
      left++;
      filling &= value == 0 || value == 0xff;
      if (!filling && left > tolerated) {
        return left;
      }
    }
    while (position < length - 1 && (buffer.get(position + 1) & 0xff) == JpegMarker.PREFIX) {
      position++;
    }
    return filling ? 0 : left;
  }
}
