package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.jpeg.ScanWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the differences of a lossless scan whose data are in order: one look-up finds a whole
 * difference, code and value, if both together are short, and eight bytes that were loaded at once
 * hold four of these. Whatever else it meets, it says so and stops.
 */
final class DifferenceReader {
  /** Bits that index the table. */
  private static final int LOOKUP_BITS = 12;

  private static final int LENGTH_BITS = 6;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
  private static final int AT_ONCE = 4;

  /** Differences of at most 31 bits that may be read before it is asked whether data are left. */
  private static final int CHUNK = 64;

  private static final int LARGEST_CATEGORY = 16;
  private static final int RST0 = 0xd0;

  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final HuffmanTable codes;
  private final ByteBuffer data;
  private final ScanWindow window = new ScanWindow();

  /** Bits of code and value below, the difference above; 0 where they are longer. */
  private final int[] entries = new int[1 << LOOKUP_BITS];

  /** The next bit in the window. */
  private int position;

  /**
   * A reader of one interval.
   *
   * @param data the whole stream
   * @param at where the scan's data begin
   */
  DifferenceReader(HuffmanTable codes, byte[] data, int at) {
    this.codes = codes;
    this.data = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries.length; i++) {
      int entry = entry((long) i << (Long.SIZE - LOOKUP_BITS));
      entries[i] = (entry & LENGTH_MASK) <= LOOKUP_BITS ? entry : 0;
    }
    start(at);
  }

  private void start(int at) {
    window.start(data, at);
    position = 0;
  }

  /** A difference at the top of a bit buffer, as in the table; 0 for bits that are none. */
  private int entry(long bits) {
    int code = codes.find(bits);
    int length = code >> 8;
    int category = code & 0xff;
    if (length == 0 || category > LARGEST_CATEGORY) {
      return 0;
    }
    if (category == 0) {
      return length;
    }
    if (category == LARGEST_CATEGORY) {
      return 1 << (LARGEST_CATEGORY - 1 + LENGTH_BITS) | length;
    }
    int value = (int) (bits << length >>> (Long.SIZE - category));
    int difference = value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    return difference << LENGTH_BITS | length + category;
  }

  /**
   * Reads differences.
   *
   * @param target they go to its first {@code count} places, modulo 16 bits
   * @return whether they were there
   */
  boolean read(short[] target, int count) {
    for (int from = 0; from < count; from += CHUNK) {
      if (!look() || !readChunk(target, from, Math.min(count, from + CHUNK))) {
        return false;
      }
    }
    return true;
  }

  /** Makes sure that a chunk can be read, if only of zeros behind the data. */
  private boolean look() {
    if (!window.last() && position >= 8 * (window.length() - ScanWindow.PADDING)) {
      window.slide(position >> 3);
      position &= 7;
    }
    return !window.last() || position <= 8 * window.length();
  }

  private boolean readChunk(short[] target, int from, int to) {
    byte[] bytes = window.bytes();
    int[] table = entries;
    int at = position;
    int i = from;
    while (i < to) {
      long bits = (long) BIG.get(bytes, at >> 3) << (at & 7);
      int first = table[(int) (bits >>> (Long.SIZE - LOOKUP_BITS))];
      if (i <= to - AT_ONCE) {
        // Java's shifts of 64 bits take the lowest six bits of their distance: the length.
        bits <<= first;
        int second = table[(int) (bits >>> (Long.SIZE - LOOKUP_BITS))];
        bits <<= second;
        int third = table[(int) (bits >>> (Long.SIZE - LOOKUP_BITS))];
        bits <<= third;
        int fourth = table[(int) (bits >>> (Long.SIZE - LOOKUP_BITS))];
        if (first != 0 && second != 0 && third != 0 && fourth != 0) {
          target[i] = (short) (first >> LENGTH_BITS);
          target[i + 1] = (short) (second >> LENGTH_BITS);
          target[i + 2] = (short) (third >> LENGTH_BITS);
          target[i + 3] = (short) (fourth >> LENGTH_BITS);
          at +=
              (first & LENGTH_MASK)
                  + (second & LENGTH_MASK)
                  + (third & LENGTH_MASK)
                  + (fourth & LENGTH_MASK);
          i += AT_ONCE;
          continue;
        }
      }
      if (first == 0) {
        first = entry((long) BIG.get(bytes, at >> 3) << (at & 7));
        if (first == 0) {
          return false;
        }
      }
      target[i++] = (short) (first >> LENGTH_BITS);
      at += first & LENGTH_MASK;
    }
    position = at;
    return true;
  }

  /**
   * Ends an interval and goes on behind its restart marker.
   *
   * @param number of the marker, from 0 to 7
   * @return whether it is there and nothing but what fills up before it
   */
  boolean restart(int number) {
    if (!ends() || window.marker() != RST0 + number) {
      return false;
    }
    start(window.behindMarker());
    return true;
  }

  /**
   * Ends the scan.
   *
   * @return offset of the marker behind it; -1 if there is none, or more than what fills up before
   */
  int finish() {
    return ends() && window.marker() != ScanWindow.NO_MARKER ? window.behindMarker() - 2 : -1;
  }

  private boolean ends() {
    if (window.last() && position > 8 * window.length()) {
      return false;
    }
    int from = (position + 7) >> 3;
    while (true) {
      for (; from < window.length(); from++) {
        if (window.bytes()[from] != 0 && window.bytes()[from] != -1) {
          return false;
        }
      }
      if (window.last()) {
        return !window.repeatedPrefix();
      }
      window.slide(window.length());
      from = 0;
    }
  }
}
