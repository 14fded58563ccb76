package dev.xraygpu.dicom.jpeg2000;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of code-blocks of high throughput, the lowest of a byte first: of magnitudes, which are read
 * forwards, and of codes, which are read backwards (ISO/IEC 15444-15, 7.1.2 and 7.1.4).
 */
final class LowFirstBits {
  /** Reading backwards, behind a larger byte one of seven ones has no more. */
  private static final int LARGEST_BEFORE_WHOLE = 0x8f;

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = LOWEST_BITS << 7;

  /** So many may be asked for at once. */
  static final int MOST = 32;

  private final int step;
  private byte[] data = new byte[0];
  private int at;
  private int end;
  private long buffer;
  private int count;
  private int padding;
  private boolean stuffed;

  private LowFirstBits(int step) {
    this.step = step;
  }

  /** Of magnitudes and signs: behind a byte of 0xFF the highest bit of the next is left out. */
  static LowFirstBits forwards() {
    return new LowFirstBits(1);
  }

  /** Of codes: a byte above 0x8F follows, whose neighbour of seven ones has no more. */
  static LowFirstBits backwards() {
    return new LowFirstBits(-1);
  }

  /** Begins to read forwards, from one position to another. */
  void startForwards(byte[] bytes, int from, int to) {
    begin(bytes, from, to);
    stuffed = false;
  }

  /** Begins to read backwards, from the higher half of a byte down to another byte. */
  void startBackwards(byte[] bytes, int from, int downTo) {
    begin(bytes, from - 1, downTo - 1);
    int half = (bytes[from] & 0xff) >> 4;
    count = (half & 7) == 7 ? 3 : 4;
    buffer = half & ((1 << count) - 1);
    stuffed = half > 8;
  }

  private void begin(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    buffer = 0;
    count = 0;
    padding = 0;
  }

  /** The next bits, which stay. */
  int peek(int bits) {
    if (count < bits) {
      fill();
    }
    return (int) (buffer & ((1L << bits) - 1));
  }

  /** Takes bits that were looked at. */
  void skip(int bits) {
    buffer >>>= bits;
    count -= bits;
  }

  /** Takes the next bits, up to {@link #MOST}. */
  int take(int bits) {
    int value = peek(bits);
    skip(bits);
    return value;
  }

  /** How many of the bits that were taken are not there. */
  int beyondTheEnd() {
    return Math.max(0, padding - count);
  }

  private void fill() {
    if (Math.abs(end - at) >= Long.BYTES && (step > 0 ? filledForwards() : filledBackwards())) {
      return;
    }
    while (count <= Long.SIZE - 8 - 1) {
      boolean there = at != end;
      int next = there ? data[at] & 0xff : step > 0 ? 0xff : 0;
      int bits = stuffed && (step > 0 || (next & 0x7f) == 0x7f) ? 7 : 8;
      buffer |= (next & ((1L << bits) - 1)) << count;
      count += bits;
      stuffed = step > 0 ? next == 0xff : next > LARGEST_BEFORE_WHOLE;
      if (there) {
        at += step;
      } else {
        padding += bits;
      }
    }
  }

  /** Takes whole bytes in, unless one of the next eight may have bits left out. */
  private boolean filledForwards() {
    long next = (long) LITTLE_ENDIAN.get(data, at);
    if (stuffed || (~next - LOWEST_BITS & next & HIGHEST_BITS) != 0) {
      return false; // a byte of ones
    }
    at += takeIn(next);
    return true;
  }

  private boolean filledBackwards() {
    long next = (long) BIG_ENDIAN.get(data, at - (Long.BYTES - 1));
    if (((~next & ~HIGHEST_BITS) - LOWEST_BITS & HIGHEST_BITS) != 0) {
      return false; // one of seven ones
    }
    at -= takeIn(next);
    stuffed = (data[at + 1] & 0xff) > LARGEST_BEFORE_WHOLE;
    return true;
  }

  /** Takes in as many bytes as there is room for, the lowest first; returns how many. */
  private int takeIn(long next) {
    int bytes = (Long.SIZE - 1 - count) / Byte.SIZE;
    buffer |= (next & (1L << (Byte.SIZE * bytes)) - 1) << count;
    count += Byte.SIZE * bytes;
    return bytes;
  }
}
