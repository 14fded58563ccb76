package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * LZW (TIFF 6.0, section 13), in either of two orders of bits: the codes of a draft of TIFF 5 begin
 * with their lowest bit, and grow one code later. libtiff tells these by the first clear code, too.
 *
 * <p>Of each string the last one to eight bytes are kept, and which string is before them, so that
 * it is written in steps of eight bytes from its end.
 */
final class LzwData extends BlockData {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int SHORTEST = 9;
  private static final int LONGEST = 12;

  /** Codes of 12 bits, and as many more as libtiff lets a writer add without using them. */
  private static final int ENTRIES = (1 << LONGEST) - 1 + 1024;

  /** No code came since the table was cleared. */
  private static final int NONE = -1;

  /** As {@link #NONE}, and not even a clear code has come. */
  private static final int NOT_BEGUN = -2;

  private static final int STEP = Long.BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] window = new byte[CHUNK + ENTRIES + STEP];
  private final int[] lengths = new int[ENTRIES];
  private final long[] tails = new long[ENTRIES];
  private final short[] before = new short[ENTRIES];
  private final byte[] firsts = new byte[ENTRIES];

  private ByteBuffer file = ByteBuffer.allocate(0);
  private boolean reversed;
  private boolean lowestFirst;
  private int first;
  private int next;
  private int end;

  /** The next bits, from the highest on; zeros or bits to come behind them. */
  private long bits;

  private int available;
  private int width;
  private int free;
  private int previous;
  private boolean ended;

  LzwData() {
    super(true);
    for (int i = 0; i < CLEAR; i++) {
      lengths[i] = 1;
      tails[i] = i;
      firsts[i] = (byte) i;
    }
  }

  @Override
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    this.file = file;
    first = offset;
    next = offset;
    end = offset + stored;
    int second = stored < 2 ? 0 : file.get(offset + 1) & 0xff;
    lowestFirst =
        stored >= 2
            && file.get(offset) == 0
            && ((reversed ? BitOrder.reverse(second) : second) & 1) == 1;
    // Bits are taken from the highest on.
    this.reversed = reversed != lowestFirst;
    bits = 0;
    available = 0;
    clear();
    previous = NOT_BEGUN;
    ended = false;
  }

  private void clear() {
    width = SHORTEST;
    free = FIRST;
    previous = NONE;
  }

  private void refill() {
    if (end - next >= Long.BYTES) {
      long word = file.getLong(next);
      bits |= (reversed ? BitOrder.reverseEach(word) : word) >>> available;
      next += (Long.SIZE - 1 - available) >>> 3;
      available |= Long.SIZE - Byte.SIZE;
      return;
    }
    while (available <= Long.SIZE - Byte.SIZE && next < end) {
      long value = file.get(next++) & 0xff;
      value = reversed ? BitOrder.reverse((int) value) : value;
      bits |= value << (Long.SIZE - Byte.SIZE - available);
      available += Byte.SIZE;
    }
  }

  @Override
  boolean make(long most) throws DecodeException {
    int limit = (int) Math.min(CHUNK, most + 1);
    int to = 0;
    while (to < limit && !ended) {
      if (available < width) {
        refill();
        if (available < width) {
          ended = true;
          break;
        }
      }
      int code = (int) (bits >>> (Long.SIZE - width));
      bits <<= width;
      available -= width;
      if (lowestFirst) {
        code = Integer.reverse(code) >>> (Integer.SIZE - width);
      }
      if (code < CLEAR && previous >= 0 || code >= FIRST) {
        add(code, to);
        to = write(code, to);
      } else if (code == CLEAR) {
        clear();
      } else if (code == END) {
        ended = true;
      } else if (previous == NONE) {
        window[to++] = (byte) code;
      } else {
        throw damaged("its LZW codes do not begin with the one that clears the table");
      }
      previous = code < CLEAR || code >= FIRST ? code : previous;
    }
    give(window, 0, to);
    return to > 0;
  }

  /** Adds the string before a code, and the first byte of what the code stands for. */
  private void add(int code, int made) throws DecodeException {
    if (previous < 0 || code > free || free == ENTRIES) {
      throw damaged("an LZW code that stands for nothing, after " + (made() + made) + " bytes");
    }
    int length = lengths[previous];
    int inTail = length & (STEP - 1);
    long last = (code == free ? firsts[previous] : firsts[code]) & 0xffL;
    lengths[free] = length + 1;
    firsts[free] = firsts[previous];
    if (inTail == 0) {
      before[free] = (short) previous;
      tails[free] = last;
    } else {
      before[free] = before[previous];
      tails[free] = tails[previous] | last << Byte.SIZE * inTail;
    }
    free++;
    // The width grows one code early, but in the draft.
    if (free + (lowestFirst ? 0 : 1) > (1 << width) - 1 && width < LONGEST) {
      width++;
    }
  }

  /** Writes a string; returns where it ends. */
  private int write(int code, int at) {
    int length = lengths[code];
    int string = code;
    int to = at + ((length - 1) & -STEP);
    LONGS.set(window, to, tails[string]);
    while (to > at) {
      to -= STEP;
      string = before[string];
      LONGS.set(window, to, tails[string]);
    }
    return at + length;
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
