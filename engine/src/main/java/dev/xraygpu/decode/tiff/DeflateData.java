package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.deflate.DeflateDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * Deflate in zlib's format (RFC 1950 and Adobe's technical note of 2002), with the checksum over
 * the bytes verified. What seems damaged, zlib judges, and very large data it decompresses.
 */
final class DeflateData extends BlockData {
  private static final int HEADER = 2;
  private static final int CHECKSUM = 4;
  private static final int DEFLATE = 8;
  private static final int LARGEST_WINDOW = 7;
  private static final int DICTIONARY = 0x20;

  private static final int WINDOW = DeflateDecoder.HISTORY + (1 << 18);

  /** Of compressed data, which are copied: each thread may do so, on a heap that may be small. */
  private static final int MOST_COPIED = 1 << 24;

  private static final int LARGEST_KEPT = 1 << 23;

  /** Bytes of a block's codes and checksum, at most. */
  private static final int OVERHEAD = 512;

  private final DeflateDecoder decoder = new DeflateDecoder();
  private final Adler32 checksum = new Adler32();
  private final ZlibData zlib = new ZlibData();
  private final byte[] window = new byte[WINDOW + DeflateDecoder.SLACK];
  private byte[] keptData = new byte[0];

  private ByteBuffer file = ByteBuffer.allocate(0);
  private boolean reversed;
  private int offset;
  private int stored;

  private byte[] data = keptData;
  private int length;
  private boolean judged;
  private boolean ended;

  DeflateData() {
    super(true);
  }

  @Override
  void start(ByteBuffer bytes, boolean lowestBitFirst, int at, int count) throws DecodeException {
    file = bytes;
    reversed = lowestBitFirst;
    offset = at;
    stored = count;
    judged = false;
    ended = false;
    checksum.reset();
    // More of what a hostile file calls one block than its pixels can take is not worth a copy.
    length = (int) Math.min(stored, 2 * left() + OVERHEAD);
    if (length > MOST_COPIED || !copy()) {
      judge();
      return;
    }
    decoder.start(data, HEADER, length, window, DeflateDecoder.HISTORY);
  }

  /** Copies the data; returns whether they begin as those that are decoded here. */
  private boolean copy() {
    int needed = length + DeflateDecoder.PADDING;
    data = keptData.length >= needed ? keptData : new byte[needed];
    keptData = needed <= LARGEST_KEPT ? data : keptData;
    file.get(offset, data, 0, length);
    if (reversed) {
      BitOrder.reverse(data, 0, length);
    }
    Arrays.fill(data, length, needed, (byte) 0);
    int header = (data[0] & 0xff) << 8 | data[1] & 0xff;
    return length >= HEADER + CHECKSUM
        && (header >> 8 & 15) == DEFLATE
        && header >> 12 <= LARGEST_WINDOW
        && header % 31 == 0
        && (header & DICTIONARY) == 0;
  }

  @Override
  boolean make(long most) throws DecodeException {
    if (ended) {
      return false;
    }
    if (!judged) {
      int position = decoder.position();
      if (position > DeflateDecoder.HISTORY) {
        decoder.keepFrom(position - DeflateDecoder.HISTORY);
      }
      int from = decoder.position();
      DeflateDecoder.State state = decoder.decode((int) Math.min(WINDOW, from + most + 1));
      int to = decoder.position();
      if (isSound(state, from, to)) {
        ended = state == DeflateDecoder.State.ENDED;
        give(window, from, to);
        return to > from;
      }
      judge();
    }
    return makeByZlib();
  }

  private boolean isSound(DeflateDecoder.State state, int from, int to) {
    if (state == DeflateDecoder.State.DAMAGED) {
      return false;
    }
    checksum.update(window, from, to - from);
    int end = decoder.end();
    return state == DeflateDecoder.State.FULL
        || end + CHECKSUM <= length
            && (int) checksum.getValue() == ByteBuffer.wrap(data).getInt(end);
  }

  /** Lets zlib go on behind the bytes that were made. */
  private void judge() throws DecodeException {
    judged = true;
    zlib.start(file, reversed, offset, stored);
    try {
      long left = made();
      int count = 1;
      while (left > 0 && count > 0) {
        count = zlib.inflate(window, (int) Math.min(CHUNK, left));
        left -= count;
      }
    } catch (DataFormatException e) {
      throw damaged(e);
    }
  }

  private boolean makeByZlib() throws DecodeException {
    try {
      int count = zlib.inflate(window, CHUNK);
      if (count == 0 && !zlib.whole() && complete()) {
        throw damaged("they end without their checksum");
      }
      give(window, 0, count);
      return count > 0;
    } catch (DataFormatException e) {
      throw damaged(e);
    }
  }

  private DecodeException damaged(DataFormatException e) {
    return damaged(e.getMessage() + ", after " + made() + " bytes");
  }

  @Override
  long taken() {
    int here = length > MOST_COPIED ? 0 : Math.min(length, decoder.end() + CHECKSUM);
    return here + (judged ? zlib.taken() : 0);
  }

  @Override
  void release() {
    file = ByteBuffer.allocate(0);
    data = keptData;
    decoder.release();
    zlib.release();
  }
}
