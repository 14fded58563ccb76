package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;

/** The bytes of one strip or tile as they stand in the file, from the first to the last. */
final class StoredBytes {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer file = NONE;
  private boolean reversed;
  private int first;
  private int next;
  private int end;

  /** Where the zeros at the end begin, as far as they were looked for. */
  private int zeros;

  /**
   * Begins with those of a block.
   *
   * @param bytes all bytes of the file
   * @param lowestBitFirst whether the first bit of each byte is its lowest
   * @param offset of the first one
   * @param stored how many there are
   */
  void start(ByteBuffer bytes, boolean lowestBitFirst, int offset, int stored) {
    file = bytes;
    reversed = lowestBitFirst;
    first = offset;
    next = offset;
    end = offset + stored;
    zeros = end;
  }

  /** How many were not taken yet. */
  int left() {
    return end - next;
  }

  /** Takes one, 0 to 255. */
  int take() {
    int value = file.get(next++) & 0xff;
    return reversed ? BitOrder.reverse(value) : value;
  }

  /** Takes some, which go to an array from an index on. */
  void take(byte[] into, int at, int count) {
    file.get(next, into, at, count);
    if (reversed) {
      BitOrder.reverse(into, at, at + count);
    }
    next += count;
  }

  /** Whether nothing but zeros is left. */
  boolean onlyZeros() {
    while (zeros > next && file.get(zeros - 1) == 0) {
      zeros--;
    }
    return next >= zeros;
  }

  /** How many were taken, or found to be zeros at the end. */
  long taken() {
    return (long) next - first + end - zeros;
  }

  /** Lets go of the file. */
  void release() {
    file = NONE;
  }
}
