package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.TiffBlocks;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * The bytes of one strip or tile as they were before compression, from the first to the last. Used
 * by one thread at a time, for one after the other.
 */
abstract class BlockData {
  /** Bytes that are made at once, at least, unless there are no more. */
  static final int CHUNK = 1 << 15;

  private final boolean lastMayBeFull;

  private long index;
  private long needed;
  private long full;
  private long made;

  private byte[] window = new byte[0];
  private int from;
  private int to;

  /**
   * For blocks of one compression.
   *
   * @param lastMayBeFull whether the last strip may hold as many rows as the others have
   */
  BlockData(boolean lastMayBeFull) {
    this.lastMayBeFull = lastMayBeFull;
  }

  /**
   * Begins with a block.
   *
   * @param file all bytes of the file, the highest one of a number first; not changed
   * @param reversed whether the first bit of each byte is its lowest
   */
  final void open(ByteBuffer file, boolean reversed, TiffBlocks.Block block)
      throws DecodeException {
    index = block.index();
    needed = block.bytes();
    full = lastMayBeFull ? block.fullBytes() : needed;
    made = 0;
    from = 0;
    to = 0;
    start(file, reversed, block.offset(), block.stored());
  }

  /** Begins with the bytes of a block, {@code stored} from an offset on. */
  abstract void start(ByteBuffer file, boolean reversed, int offset, int stored)
      throws DecodeException;

  /**
   * Makes more bytes and {@linkplain #give gives} them, once those before are taken.
   *
   * @param most how many more can be of use: what is beyond them need not be made
   * @return whether there were any; else the data have ended
   */
  abstract boolean make(long most) throws DecodeException;

  /** How many bytes of the file were taken since the block was opened. */
  abstract long taken();

  /** Lets go of what belongs to a file. */
  abstract void release();

  /** Gives bytes of an array, which stay there until more are made. */
  final void give(byte[] bytes, int first, int end) {
    window = bytes;
    from = first;
    to = end;
    made += end - first;
  }

  /** How many bytes were made of the block. */
  final long made() {
    return made;
  }

  /** How many bytes may still be made of it. */
  final long left() {
    return full - made;
  }

  /** How many bytes that are needed were not made yet; negative if there are more. */
  final long missing() {
    return needed - made;
  }

  /** Whether all bytes that are needed were made. */
  final boolean complete() {
    return made >= needed;
  }

  /**
   * Reads the next bytes.
   *
   * @param into receives them from its first index on
   * @throws DecodeException {@link FindingCode#TRUNCATED} if there are fewer; {@link
   *     FindingCode#UNREADABLE} if the data are damaged
   */
  final void read(byte[] into, int length) throws DecodeException {
    int filled = 0;
    while (filled < length) {
      requireMore();
      int count = Math.min(length - filled, to - from);
      System.arraycopy(window, from, into, filled, count);
      from += count;
      filled += count;
    }
  }

  /** Passes over the next bytes; throws as {@link #read(byte[], int)}. */
  final void skip(long length) throws DecodeException {
    long left = length;
    while (left > 0) {
      requireMore();
      int count = (int) Math.min(left, to - from);
      from += count;
      left -= count;
    }
  }

  /** Passes over what is left of the bytes that are needed. */
  final void skipAll() throws DecodeException {
    skip(missing() + (to - from));
  }

  private void requireMore() throws DecodeException {
    if (from == to && !makeMore()) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the compressed data of strip or tile "
              + index
              + " end after "
              + made
              + " of "
              + needed
              + " bytes");
    }
  }

  private boolean makeMore() throws DecodeException {
    from = to;
    return make(left());
  }

  /**
   * Ends with a block of which all bytes were read.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if there are more, or what should be
   *     behind them is damaged: codes that damage makes are mostly valid ones, but seldom stand for
   *     as many bytes
   */
  final void finish() throws DecodeException {
    while (made <= full && makeMore()) {
      from = to;
    }
    if (made > needed && made != full && !mayHoldMore(made - needed)) {
      throw damaged("they hold more than its " + needed + " bytes");
    }
  }

  /**
   * Whether sound data may stand for more bytes than the block has.
   *
   * @param surplus how many there are more
   */
  boolean mayHoldMore(long surplus) {
    return false;
  }

  final DecodeException damaged(String how) {
    return new DecodeException(
        FindingCode.UNREADABLE,
        "corrupt TIFF: the compressed data of strip or tile "
            + index
            + " are damaged ("
            + how
            + ")");
  }
}
