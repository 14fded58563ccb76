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
  private final StoredBytes bytes = new StoredBytes();
  private @Nullable Inflater inflater;

  /** Begins with data. */
  void start(ByteBuffer file, boolean reversed, int offset, int stored) {
    bytes.start(file, reversed, offset, stored);
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
        int length = Math.min(CHUNK, bytes.left());
        if (length == 0) {
          return 0;
        }
        bytes.take(input, 0, length);
        from.setInput(input, 0, length);
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
    return bytes.taken() - (inflater == null ? 0 : inflater.getRemaining());
  }

  /** Lets go of the data and of zlib's memory. */
  void release() {
    bytes.release();
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }
}
