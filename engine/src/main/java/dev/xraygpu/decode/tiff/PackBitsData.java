package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** PackBits: bytes as they are, and bytes that repeat (TIFF 6.0, section 9). */
final class PackBitsData extends BlockData {
  private static final int LONGEST = 128;
  private static final int NOTHING = -128;

  private final byte[] window = new byte[CHUNK + LONGEST];
  private final StoredBytes bytes = new StoredBytes();

  PackBitsData() {
    super(true);
  }

  @Override
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    bytes.start(file, reversed, offset, stored);
  }

  @Override
  boolean make(long most) {
    int made = 0;
    // Zeros behind the last code fill up and are none; asked where all bytes are made, so hardly
    // ever.
    while (made < CHUNK
        && bytes.left() > 0
        && made <= most
        && (made < most || !bytes.onlyZeros())) {
      int code = (byte) bytes.take();
      if (code >= 0) {
        int count = Math.min(code + 1, bytes.left());
        bytes.take(window, made, count);
        made += count;
      } else if (code != NOTHING && bytes.left() > 0) {
        int count = 1 - code;
        Arrays.fill(window, made, made + count, (byte) bytes.take());
        made += count;
      }
    }
    give(window, 0, made);
    return made > 0;
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
