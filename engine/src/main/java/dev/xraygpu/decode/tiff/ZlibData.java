package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Data in zlib's format as zlib itself decompresses them: slower than {@link DeflateData}, but of
 * any length, and with words for what is wrong.
 */
final class ZlibData {
  private static final int CHUNK = 1 << 13;

  private final byte[] input = new byte[CHUNK];
  private @Nullable Inflater inflater;
  private ByteBuffer file = ByteBuffer.allocate(0);
  private boolean reversed;
  private int first;
  private int next;
  private int end;

  /** Begins with data. */
  void start(ByteBuffer bytes, boolean lowestBitFirst, int offset, int stored) {
    file = bytes;
    reversed = lowestBitFirst;
    first = offset;
    next = offset;
    end = offset + stored;
    if (inflater == null) {
      inflater = new Inflater();
    } else {
      inflater.reset();
    }
  }

  /**
   * Decompresses up to a number of bytes.
   *
   * @param into receives them from its first index on
   * @return how many there were; 0 where the data have ended
   * @throws DataFormatException if they are damaged, the checksum at their end included
   */
  int inflate(byte[] into, int most) throws DataFormatException {
    Inflater from = inflater;
    if (from == null) {
      throw new IllegalStateException("no data were started with");
    }
    while (!from.finished()) {
      int count = from.inflate(into, 0, most);
      if (count > 0) {
        return count;
      }
      if (from.needsDictionary()) {
        throw new DataFormatException("it asks for a dictionary");
      }
      if (!from.finished()) {
        if (next == end) {
          return 0;
        }
        int length = Math.min(CHUNK, end - next);
        file.get(next, input, 0, length);
        if (reversed) {
          BitOrder.reverse(input, length);
        }
        from.setInput(input, 0, length);
        next += length;
      }
    }
    return 0;
  }

  /** Whether the data have come to their end, and their checksum is right. */
  boolean whole() {
    return inflater != null && inflater.finished();
  }

  /** How many bytes of the file were taken. */
  long taken() {
    return (long) next - first - (inflater == null ? 0 : inflater.getRemaining());
  }

  /** Lets go of the data and of zlib's memory. */
  void release() {
    file = ByteBuffer.allocate(0);
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }
}
