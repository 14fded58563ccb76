package dev.xraygpu.decode.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decompresses deflate data (RFC 1951) into a window of bytes from which its caller takes them: the
 * work of zlib, of which Java's is a third as fast on the pixels of radiographs, which are literals
 * for the most part.
 */
public final class DeflateDecoder {
  /** Bytes back that the data may refer to. */
  public static final int HISTORY = 1 << 15;

  /** Bytes behind the window's {@linkplain #decode limit} that must be there. */
  public static final int SLACK = 258 + 2 * Long.BYTES;

  /** Bytes behind the data that must be there. */
  public static final int PADDING = 24;

  /** How far {@link #decode} came. */
  public enum State {
    /** The window is full. */
    FULL,
    /** The data have come to their end. */
    ENDED,
    /** These are no deflate data, or they are cut off. */
    DAMAGED
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int[] CODE_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int CODE_BITS = 7;

  /** As many as take 40 of the 56 bits that there are at least. */
  private static final int LITERAL_LOOKUPS = 4;

  /** Times as many bytes, repeats them through a long. */
  private static final long[] REPEAT = {
    0,
    0x0101_0101_0101_0101L,
    0x0001_0001_0001_0001L,
    0x0001_0000_0100_0001L,
    0x0000_0001_0000_0001L,
    0x0000_0100_0000_0001L,
    0x0001_0000_0000_0001L,
    0x0100_0000_0000_0001L
  };

  /** Of as many bytes, how many come to whole ones in a long. */
  private static final int[] WHOLE = {0, 8, 8, 6, 8, 5, 6, 7};

  private final DeflateCodes literals = DeflateCodes.ofLiterals();
  private final DeflateCodes distances = DeflateCodes.ofDistances();
  private final byte[] lengths = new byte[320];
  private final int[] codeTable = new int[1 << CODE_BITS];

  private static final byte[] NOTHING = new byte[SLACK];

  private byte[] input = NOTHING;
  private int inputEnd;
  private int next;
  private long bits;
  private int count;
  private boolean inBlock;
  private boolean last;

  /** Whether the tables hold the fixed codes, which short data have again and again. */
  private boolean fixed;

  private int stored;
  private int farthest;

  private byte[] window = NOTHING;
  private int position;

  /** A decoder that can be used again and again, by one thread at a time. */
  public DeflateDecoder() {}

  /**
   * Starts with new data.
   *
   * @param data the compressed bytes, with {@link #PADDING} bytes behind their end
   * @param from their first index
   * @param end the index behind their last one
   * @param into the window, from whose start on bytes are written
   * @param farthestBack the greatest distance that the data may refer to
   */
  public void start(byte[] data, int from, int end, byte[] into, int farthestBack) {
    input = data;
    next = from;
    inputEnd = end;
    window = into;
    farthest = farthestBack;
    position = 0;
    bits = 0;
    count = 0;
    inBlock = false;
    last = false;
    stored = -1;
  }

  /** Lets go of the data and the window. */
  public void release() {
    input = NOTHING;
    window = NOTHING;
  }

  /** The index behind the window's last byte. */
  public int position() {
    return position;
  }

  /** Forgets all but the window's last bytes from an index on, which move to its start. */
  public void keepFrom(int index) {
    System.arraycopy(window, index, window, 0, position - index);
    position -= index;
  }

  /** After the data have ended, the index of the first byte behind them. */
  public int end() {
    return next - (count >> 3);
  }

  /**
   * Decompresses until the window holds as many bytes, or up to {@link #SLACK} more.
   *
   * @param limit an index in the window
   */
  public State decode(int limit) {
    while (position < limit) {
      if (!inBlock) {
        if (last) {
          return consumed() <= 8L * inputEnd ? State.ENDED : State.DAMAGED;
        }
        if (!beginBlock()) {
          return State.DAMAGED;
        }
      }
      if (stored >= 0 ? !copyStored(limit) : !decodeBlock(limit)) {
        return State.DAMAGED;
      }
    }
    return State.FULL;
  }

  private long consumed() {
    return 8L * next - count;
  }

  private void refill() {
    bits |= (long) LONGS.get(input, next) << count;
    next += (63 - count) >>> 3;
    count |= 56;
  }

  private int take(int number) {
    int value = (int) bits & ((1 << number) - 1);
    bits >>>= number;
    count -= number;
    return value;
  }

  private boolean beyondInput() {
    return next > inputEnd + 7;
  }

  private boolean beginBlock() {
    if (beyondInput()) {
      return false;
    }
    refill();
    last = take(1) == 1;
    int type = take(2);
    stored = -1;
    inBlock = true;
    return switch (type) {
      case 0 -> beginStored();
      case 1 -> setFixedCodes();
      case 2 -> readCodes();
      default -> false;
    };
  }

  private boolean beginStored() {
    next = (int) (consumed() + 7 >> 3); // from the next whole byte on
    bits = 0;
    count = 0;
    if (next + 4 > inputEnd) {
      return false;
    }
    refill();
    int length = take(16);
    int complement = take(16);
    next -= count >> 3;
    bits = 0;
    count = 0;
    stored = length;
    return (length ^ complement) == 0xffff && length <= inputEnd - next;
  }

  private boolean copyStored(int limit) {
    int length = Math.min(stored, limit - position);
    System.arraycopy(input, next, window, position, length);
    next += length;
    position += length;
    stored -= length;
    inBlock = stored > 0;
    return true;
  }

  private boolean setFixedCodes() {
    if (fixed) {
      return true;
    }
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    Arrays.fill(lengths, 288, 320, (byte) 5);
    fixed = literals.set(lengths, 0, 288) && distances.set(lengths, 288, 32);
    return fixed;
  }

  private boolean readCodes() {
    fixed = false;
    int literalCount = take(5) + 257;
    int distanceCount = take(5) + 1;
    int codeCount = take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) {
      return false;
    }
    if (!readCodeLengths(codeCount)) {
      return false;
    }
    int total = literalCount + distanceCount;
    int at = 0;
    while (at < total) {
      if (beyondInput()) {
        return false;
      }
      refill();
      int entry = codeTable[(int) bits & (1 << CODE_BITS) - 1];
      take(entry & 15);
      int symbol = entry >> 4;
      if (symbol < 16) {
        lengths[at++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && at == 0) {
        return false;
      }
      byte value = symbol == 16 ? lengths[at - 1] : 0;
      int repeated = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
      if (repeated > total - at) {
        return false;
      }
      Arrays.fill(lengths, at, at + repeated, value);
      at += repeated;
    }
    // Without an end code no block ends.
    return lengths[256] != 0
        && distances.set(lengths, literalCount, distanceCount)
        && literals.set(lengths, 0, literalCount);
  }

  private boolean readCodeLengths(int codeCount) {
    byte[] codes = new byte[CODE_ORDER.length];
    int left = 1 << CODE_BITS;
    for (int i = 0; i < codeCount; i++) {
      if (count < 3) {
        refill();
      }
      int length = take(3);
      codes[CODE_ORDER[i]] = (byte) length;
      left -= length == 0 ? 0 : 1 << (CODE_BITS - length);
    }
    if (left != 0) {
      return false; // no complete code
    }
    int code = 0;
    for (int length = 1; length <= CODE_BITS; length++) {
      for (int symbol = 0; symbol < codes.length; symbol++) {
        if (codes[symbol] == length) {
          int reversed = Integer.reverse(code++) >>> (Integer.SIZE - length);
          for (int i = reversed; i < codeTable.length; i += 1 << length) {
            codeTable[i] = symbol << 4 | length;
          }
        }
      }
      code <<= 1;
    }
    return true;
  }

  /** Whether no damage was met up to the block's end or the limit. */
  private boolean decodeBlock(int limit) {
    byte[] in = input;
    byte[] out = window;
    int[] literalTable = literals.table;
    int[] distanceTable = distances.table;
    int literalBits = literals.bits;
    int literalMask = (1 << literalBits) - 1;
    int distanceBits = distances.bits;
    int distanceMask = (1 << distanceBits) - 1;
    int inStop = inputEnd + 7;
    long b = bits;
    int n = count;
    int ip = next;
    int op = position;
    boolean sound = true;
    while (op < limit) {
      if (ip > inStop) {
        sound = false;
        break;
      }
      b |= (long) LONGS.get(in, ip) << n;
      ip += (63 - n) >>> 3;
      n |= 56;
      int entry = literalTable[(int) b & literalMask];
      if (entry < 0) {
        int lookups = 0;
        do {
          SHORTS.set(out, op, (short) (entry >>> 8));
          op += entry >>> 24 & 3;
          b >>>= entry;
          n -= entry & 31;
          entry = literalTable[(int) b & literalMask];
        } while (entry < 0 && ++lookups < LITERAL_LOOKUPS);
        if (entry < 0) {
          continue;
        }
        // A length and its distance take 48 bits at most.
        b |= (long) LONGS.get(in, ip) << n;
        ip += (63 - n) >>> 3;
        n |= 56;
      }
      if ((entry & DeflateCodes.LINK) != 0) {
        int link = (int) (b >>> literalBits) & (1 << (entry & 31)) - 1;
        entry = literalTable[(entry >>> 8 & 0xffff) + link];
        if (entry < 0) {
          out[op++] = (byte) (entry >>> 8);
          b >>>= entry;
          n -= entry & 31;
          continue;
        }
      }
      if ((entry & (DeflateCodes.END | DeflateCodes.INVALID)) != 0) {
        b >>>= entry;
        n -= entry & 31;
        sound = (entry & DeflateCodes.END) != 0;
        inBlock = false;
        break;
      }
      b >>>= entry;
      n -= entry & 31;
      int extra = entry >>> 24;
      int length = (entry >>> 8 & 0x7fff) + ((int) b & (1 << extra) - 1);
      b >>>= extra;
      n -= extra;
      entry = distanceTable[(int) b & distanceMask];
      if ((entry & DeflateCodes.LINK) != 0) {
        int link = (int) (b >>> distanceBits) & (1 << (entry & 31)) - 1;
        entry = distanceTable[(entry >>> 8 & 0xffff) + link];
      }
      b >>>= entry;
      n -= entry & 31;
      extra = entry >>> 24 & 15;
      int distance = (entry >>> 8 & 0x7fff) + ((int) b & (1 << extra) - 1);
      b >>>= extra;
      n -= extra;
      if ((entry & DeflateCodes.INVALID) != 0 || distance > op || distance > farthest) {
        sound = false;
        break;
      }
      int from = op - distance;
      int end = op + length;
      if (distance >= Long.BYTES) {
        do {
          LONGS.set(out, op, (long) LONGS.get(out, from));
          from += Long.BYTES;
          op += Long.BYTES;
        } while (op < end);
        op = end;
      } else {
        // The bytes between repeat: as often as eight bytes hold them, from the lowest on.
        long repeated = (long) LONGS.get(out, from) & (1L << 8 * distance) - 1;
        repeated *= REPEAT[distance];
        int step = WHOLE[distance];
        do {
          LONGS.set(out, op, repeated);
          op += step;
        } while (op < end);
        op = end;
      }
    }
    bits = b;
    count = n;
    next = ip;
    position = op;
    return sound && 8L * ip - n <= 8L * inputEnd;
  }
}
