package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;

/** Bytes that are not compressed. */
final class PlainData extends BlockData {
  private final byte[] window = new byte[CHUNK];
  private ByteBuffer file = ByteBuffer.allocate(0);
  private boolean reversed;
  private int first;
  private int next;

  PlainData() {
    super(false);
  }

  @Override
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    this.file = file;
    this.reversed = reversed;
    first = offset;
    next = offset;
  }

  @Override
  boolean make(long most) {
    // The block lies inside the file, and what it has more is not looked at.
    int count = (int) Math.min(CHUNK, most);
    file.get(next, window, 0, count);
    if (reversed) {
      BitOrder.reverse(window, count);
    }
    next += count;
    give(window, 0, count);
    return count > 0;
  }

  @Override
  long taken() {
    return (long) next - first;
  }

  @Override
  void release() {
    file = ByteBuffer.allocate(0);
  }
}
