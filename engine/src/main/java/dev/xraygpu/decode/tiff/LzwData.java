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

  /** Where a head's length begins. */
  private static final int LENGTH = 8;

  private static final int FIRST_BYTE = 0xff;

  private static final int STEP = Long.BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] window = new byte[CHUNK + ENTRIES + STEP];

  /** Of each string the length, and in the lowest eight bits its first byte. */
  private final int[] heads = new int[ENTRIES];

  /** Of each string the bytes behind the last whole eight, the first one lowest. */
  private final long[] tails = new long[ENTRIES];

  /** Of each string of more than eight bytes the string that is before its tail. */
  private final short[] before = new short[ENTRIES];

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
  private boolean endedByCode;

  LzwData() {
    super(true);
    for (int i = 0; i < CLEAR; i++) {
      heads[i] = 1 << LENGTH | i;
      tails[i] = i;
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
    endedByCode = false;
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
    ended |= complete() && endsNarrower();
    int limit = (int) Math.min(CHUNK, complete() ? most + 1 : missing());
    int to = 0;
    while (to < limit && !ended) {
      if (previous >= 0) {
        to = writeStrings(to, limit);
      }
      if (to < limit && !ended) {
        to = takeOther(to);
      }
    }
    give(window, 0, to);
    return to > 0;
  }

  /** Whether there are as many bits as the next code has; else the data have ended. */
  private boolean hasCode() {
    if (available < width) {
      refill();
    }
    ended |= available < width;
    return !ended;
  }

  /** The next code if it has so many bits. */
  private int peek(int codeBits) {
    int code = (int) (bits >>> (Long.SIZE - codeBits));
    return lowestFirst ? Integer.reverse(code) >>> (Integer.SIZE - codeBits) : code;
  }

  /**
   * Whether the code that ends the data is next, a bit shorter than others would be: libtiff before
   * 4.2 forgot that the last string, too, is one more in the table.
   */
  private boolean endsNarrower() {
    int narrower = width - 1;
    boolean grown = previous >= 0 && free == (1 << narrower) - (lowestFirst ? 0 : 1);
    return grown && hasCode() && peek(narrower) == END;
  }

  /** Photoshop 7 ends each strip with a byte that no pixel has. */
  @Override
  boolean mayHoldMore(long surplus) {
    return surplus == 1 && (endedByCode || !ended && hasCode() && peek(width) == END);
  }

  /** Takes a code that stands for no string that follows another one. */
  private int takeOther(int to) throws DecodeException {
    if (!hasCode()) {
      return to;
    }
    int code = peek(width);
    bits <<= width;
    available -= width;
    if (code == CLEAR) {
      clear();
    } else if (code == END) {
      ended = true;
      endedByCode = true;
    } else if (previous == NOT_BEGUN) {
      throw damaged("its LZW codes do not begin with the one that clears the table");
    } else if (code > END || previous >= 0) {
      throw damaged("an LZW code that stands for nothing, after " + (made() + to) + " bytes");
    } else {
      previous = code;
      window[to] = (byte) code;
      return to + 1;
    }
    return to;
  }

  /**
   * Writes strings, each of which adds one to the table: the one before it, and its first byte. The
   * state is held in local variables, which takes half the time.
   *
   * @return where the last one ends, behind the limit unless another code or none is next
   */
  private int writeStrings(int from, int limit) {
    byte[] out = window;
    long[] tail = tails;
    int[] head = heads;
    short[] prefix = before;
    boolean lowest = lowestFirst;
    // The width grows one code early, but in the draft.
    int early = lowest ? 0 : 1;
    long b = bits;
    int n = available;
    int w = width;
    int growAt = (1 << w) - early;
    int entry = free;
    int last = previous;
    int lastHead = head[last];
    long lastTail = tail[last];
    int to = from;
    while (to < limit) {
      if (n < w) {
        bits = b;
        available = n;
        width = w;
        if (!hasCode()) {
          break;
        }
        b = bits;
        n = available;
      }
      int code = (int) (b >>> (Long.SIZE - w));
      if (lowest) {
        code = Integer.reverse(code) >>> (Integer.SIZE - w);
      }
      if (code > entry || code == CLEAR || code == END || entry == ENTRIES) {
        break;
      }
      b <<= w;
      n -= w;
      int inTail = (lastHead >> LENGTH) & (STEP - 1);
      long next = (code == entry ? lastHead : head[code]) & FIRST_BYTE;
      tail[entry] = inTail == 0 ? next : lastTail | next << Byte.SIZE * inTail;
      prefix[entry] = inTail == 0 ? (short) last : prefix[last];
      head[entry] = lastHead + (1 << LENGTH);
      if (++entry >= growAt && w < LONGEST) {
        w++;
        growAt = (1 << w) - early;
      }
      last = code;
      lastHead = head[code];
      lastTail = tail[code];
      int length = lastHead >> LENGTH;
      int at = to + ((length - 1) & -STEP);
      LONGS.set(out, at, lastTail);
      for (int string = code; at > to; ) {
        at -= STEP;
        string = prefix[string];
        LONGS.set(out, at, tail[string]);
      }
      to += length;
    }
    bits = b;
    available = n;
    width = w;
    free = entry;
    previous = last;
    return to;
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
