package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;

/** Bytes that are not compressed. */
final class PlainData extends BlockData {
  private final byte[] window = new byte[CHUNK];
  private final StoredBytes bytes = new StoredBytes();

  PlainData() {
    super(false);
  }

  @Override
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    bytes.start(file, reversed, offset, stored);
  }

  @Override
  boolean make(long most) {
    // The block lies inside the file, and what it has more is not looked at.
    int count = (int) Math.min(CHUNK, most);
    bytes.take(window, 0, count);
    give(window, 0, count);
    return count > 0;
  }

  @Override
  long taken() {
    return bytes.taken();
  }

  @Override
  void release() {
    bytes.release();
  }
}
