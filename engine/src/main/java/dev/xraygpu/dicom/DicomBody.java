package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The bytes that a data set and its pixels are in. */
sealed interface DicomBody {
  /**
   * The bytes up to an offset, or up to the end if that comes earlier; position 0 to the limit.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if they cannot be inflated
   */
  ByteBuffer upTo(long end) throws DecodeException;

  /** The file itself. */
  record Plain(ByteBuffer file) implements DicomBody {
    @Override
    public ByteBuffer upTo(long end) {
      return file.duplicate().clear().limit((int) Math.min(end, file.limit()));
    }
  }

  /**
   * What was inflated.
   *
   * @param ended whether it is all there is
   */
  record Prefix(ByteBuffer bytes, boolean ended) {}

  /**
   * A deflated data set, inflated no further than asked for: what a small file inflates to may be a
   * thousand times its size.
   */
  final class Deflated implements DicomBody {
    static final int FIRST_PREFIX = 1 << 20;
    static final int LARGEST_HEADER = 64 << 20;

    private final ByteBuffer file;
    private final int start;

    /** The longest prefix so far: frames are asked for one after the other. */
    private volatile @Nullable Prefix longest;

    Deflated(ByteBuffer file, int start) {
      this.file = file;
      this.start = start;
    }

    @Override
    public ByteBuffer upTo(long end) throws DecodeException {
      int size = (int) Math.min(end, Integer.MAX_VALUE - 8);
      ByteBuffer bytes = prefix(size).bytes();
      return bytes.duplicate().limit(Math.min(size, bytes.limit()));
    }

    /** At least so many bytes, or all there are. */
    Prefix prefix(int size) throws DecodeException {
      Prefix known = longest;
      if (known == null || (known.bytes().limit() < size && !known.ended())) {
        // Twice as far as before, so that the work does not grow with the square of the frames.
        long further = known == null ? size : Math.max(size, 2L * known.bytes().limit());
        known = inflate((int) Math.min(further, Integer.MAX_VALUE - 8));
        longest = known;
      }
      return known;
    }

    private Prefix inflate(int size) throws DecodeException {
      // The standard asks for a raw deflate stream; some files have zlib's header around it.
      boolean zlib =
          file.limit() - start >= 2
              && file.get(start) == 0x78
              && (file.get(start) << 8 | file.get(start + 1) & 0xff) % 31 == 0;
      Inflater inflater = new Inflater(!zlib);
      try {
        inflater.setInput(file.slice(start, file.limit() - start));
        byte[] inflated = new byte[Math.min(size, FIRST_PREFIX)];
        int length = 0;
        while (length < size) {
          if (length == inflated.length) {
            inflated = Arrays.copyOf(inflated, (int) Math.min(size, 4L * inflated.length));
          }
          int more = inflater.inflate(inflated, length, inflated.length - length);
          if (more == 0 && (inflater.finished() || inflater.needsInput())) {
            break;
          }
          if (more == 0) {
            throw new DecodeException(
                FindingCode.UNREADABLE, "the deflated data set needs a dictionary");
          }
          length += more;
        }
        return new Prefix(ByteBuffer.wrap(inflated, 0, length), length < size);
      } catch (DataFormatException e) {
        throw new DecodeException(
            FindingCode.UNREADABLE, "the deflated data set is damaged: " + e.getMessage());
      } finally {
        inflater.end();
      }
    }
  }
}
