package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** PackBits: bytes as they are, and bytes that repeat (TIFF 6.0, section 9). */
final class PackBitsData extends BlockData {
  private static final int LONGEST = 128;
  private static final int NOTHING = -128;

  private final byte[] window = new byte[CHUNK + LONGEST];
  private ByteBuffer file = ByteBuffer.allocate(0);
  private boolean reversed;
  private int first;
  private int next;
  private int end;

  /** Where the zeros behind the last code begin, which fill up and are none. */
  private int filling;

  PackBitsData() {
    super(true);
  }

  @Override
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    this.file = file;
    this.reversed = reversed;
    first = offset;
    next = offset;
    end = offset + stored;
    filling = end;
  }

  @Override
  boolean make(long most) {
    int made = 0;
    while (made < CHUNK && next < end && made <= most && (made < most || !onlyZeros())) {
      int code = (byte) byteAt(next++);
      if (code >= 0) {
        int count = Math.min(code + 1, end - next);
        file.get(next, window, made, count);
        if (reversed) {
          for (int i = made; i < made + count; i++) {
            window[i] = (byte) BitOrder.reverse(window[i]);
          }
        }
        next += count;
        made += count;
      } else if (code != NOTHING && next < end) {
        int count = 1 - code;
        Arrays.fill(window, made, made + count, (byte) byteAt(next++));
        made += count;
      }
    }
    give(window, 0, made);
    return made > 0;
  }

  private int byteAt(int position) {
    int value = file.get(position) & 0xff;
    return reversed ? BitOrder.reverse(value) : value;
  }

  /** Whether nothing but zeros is left; asked where all bytes are made, so hardly ever. */
  private boolean onlyZeros() {
    while (filling > next && file.get(filling - 1) == 0) {
      filling--;
    }
    return next >= filling;
  }

  @Override
  long taken() {
    return (long) next - first + end - filling;
  }

  @Override
  void release() {
    file = ByteBuffer.allocate(0);
  }
}
