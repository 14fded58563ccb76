package dev.xraygpu.decode.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The next part of a scan's entropy-coded data up to a marker, without the zero bytes stuffed
 * behind 0xFF, in memory of a fixed size.
 */
public final class ScanWindow {
  /** Zero bytes behind the data, so that a whole block can be read without asking for the end. */
  public static final int PADDING = 256;

  /** In place of a marker: the file ends. */
  public static final int NO_MARKER = -1;

  private static final int CAPACITY = 1 << 14;
  private static final int PREFIX = 0xff;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The data, and at least {@link #PADDING} bytes more, which are zero if the data end here. */
  final byte[] bytes = new byte[CAPACITY + PADDING + Long.BYTES];

  private ByteBuffer file = ByteBuffer.allocate(0);
  private int source;
  private int length;
  private boolean last;
  private int marker;
  private boolean repeated;

  /** A window on nothing. */
  public ScanWindow() {}

  /**
   * Starts at a byte of the file.
   *
   * @param data all bytes of the file, little-endian; not changed
   * @param offset where the data start
   */
  public void start(ByteBuffer data, int offset) {
    file = data;
    source = offset;
    length = 0;
    last = false;
    marker = NO_MARKER;
    repeated = false;
    fill();
  }

  /**
   * The data, and at least {@link #PADDING} bytes more, which are zero if the data end here: always
   * the same array.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Forgets the file. */
  void release() {
    file = ByteBuffer.allocate(0);
  }

  /** Number of bytes of data in the window. */
  public int length() {
    return length;
  }

  /** Whether no data follow those in the window. */
  public boolean last() {
    return last;
  }

  /** The marker that ends the data if this is their last part; or that the file ends first. */
  public int marker() {
    return marker;
  }

  /** Whether a byte of 0xFF was written several times before its zero byte. */
  public boolean repeatedPrefix() {
    return repeated;
  }

  /** Offset in the file behind the marker. */
  public int behindMarker() {
    return source;
  }

  /** Drops the bytes before {@code position}, which becomes 0, and adds more. */
  public void slide(int position) {
    length -= position;
    System.arraycopy(bytes, position, bytes, 0, length);
    fill();
  }

  private void fill() {
    int end = file.limit();
    int from = source;
    int to = length;
    while (!last && to < CAPACITY) {
      if (from > end - Long.BYTES || to > CAPACITY - Long.BYTES) {
        if (from < end && file.get(from) != (byte) PREFIX) {
          bytes[to++] = file.get(from++);
          continue;
        }
      } else {
        long word = file.getLong(from);
        LITTLE.set(bytes, to, word);
        // A byte of 0xFF is a zero byte of the complement; the lowest one found is exact.
        long prefixes = (~word - LOW_BITS) & word & HIGH_BITS;
        if (prefixes == 0) {
          from += Long.BYTES;
          to += Long.BYTES;
          continue;
        }
        int before = Long.numberOfTrailingZeros(prefixes) >>> 3;
        from += before;
        to += before;
      }
      // Here is a prefix or the end of the file. Any number of prefixes counts as one.
      int after = from;
      while (after < end && file.get(after) == (byte) PREFIX) {
        after++;
      }
      if (after < end && file.get(after) == 0) {
        bytes[to++] = (byte) PREFIX;
        repeated |= after - from > 1;
        from = after + 1;
      } else {
        last = true;
        if (after < end) {
          marker = file.get(after) & 0xff;
          after++;
        }
        from = after;
      }
    }
    source = from;
    length = to;
    if (last) {
      Arrays.fill(bytes, to, to + PADDING, (byte) 0);
    }
  }
}
