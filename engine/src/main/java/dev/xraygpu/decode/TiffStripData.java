package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Follows the compressed data of a TIFF's strips or tiles to where their pixels end. libtiff, which
 * OpenCV asks for pixels of up to 8 bits, leaves out what it cannot decode, without an error that
 * OpenCV would see.
 *
 * <p>LZW and PackBits are followed by the lengths that their codes stand for, without making a
 * pixel; Deflate must be decompressed. Fax codes (compression 2 to 4) are not followed, and JPEG is
 * by {@link TiffJpegData}. After TIFF 6.0, sections 9 and 13, and Adobe's technical note of 2002.
 */
final class TiffStripData {
  static final int LZW = 5;
  static final int DEFLATE = 8;
  static final int OLD_DEFLATE = 32946;
  static final int PACK_BITS = 32773;

  private static final int REVERSED = 2;
  private static final int CHUNK = 8192;

  private final ByteBuffer file;
  private final int compression;
  private final boolean reversed;

  /**
   * A reader for all strips of a file.
   *
   * @param file all bytes of the file
   * @param fillOrder the TIFF's tag 266: 2 where the first bit of a byte is its lowest
   */
  TiffStripData(ByteBuffer file, int compression, long fillOrder) {
    this.file = file;
    this.compression = compression;
    this.reversed = fillOrder == REVERSED;
  }

  /** Whether data of this compression can be followed. */
  static boolean follows(int compression) {
    return compression == LZW
        || compression == DEFLATE
        || compression == OLD_DEFLATE
        || compression == PACK_BITS;
  }

  /**
   * Follows one strip or tile.
   *
   * @param index its number, for messages
   * @param needed bytes that its pixels take
   * @param whole bytes of a strip that is not the last one, to which writers fill up the last; 0 if
   *     more than what is needed is no damage
   * @throws DecodeException {@link FindingCode#TRUNCATED} if its data end before; {@link
   *     FindingCode#UNREADABLE} if they are damaged: codes that damage makes are mostly valid ones,
   *     but seldom stand for as many bytes
   */
  void check(long index, int offset, int stored, long needed, long whole) throws DecodeException {
    long most = Math.max(needed, whole);
    long found =
        switch (compression) {
          case LZW -> lzw(index, offset, stored, most);
          case PACK_BITS -> packBits(offset, stored, most);
          default -> deflate(index, offset, stored, most);
        };
    if (whole > 0 && found > needed && found != whole) {
      throw damaged(index, "they hold more than its " + needed + " bytes");
    }
    if (found < needed) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the compressed data of strip or tile "
              + index
              + " end after "
              + found
              + " of "
              + needed
              + " bytes");
    }
  }

  private int at(int position) {
    byte value = file.get(position);
    return (reversed ? Integer.reverse(value) >>> 24 : value) & 0xff;
  }

  private long packBits(int offset, int stored, long most) {
    int end = offset + stored;
    // Zeros behind the last code fill up, and are none.
    int filling = end;
    while (filling > offset && file.get(filling - 1) == 0) {
      filling--;
    }
    long made = 0;
    int at = offset;
    while (at < end && made <= most && (at < filling || made < most)) {
      int code = (byte) at(at++);
      if (code >= 0) {
        int literal = Math.min(code + 1, end - at);
        made += literal;
        at += literal;
      } else if (code != -128 && at < end) {
        made += 1 - code;
        at++;
      }
    }
    return made;
  }

  private long lzw(long index, int offset, int stored, long most) throws DecodeException {
    if (stored >= 2 && at(offset) == 0 && (at(offset + 1) & 1) == 1) {
      return most; // the bit order of a draft of TIFF 5, which libtiff tells by these two bytes
    }
    TiffLzwLengths lengths = new TiffLzwLengths();
    long bits = 0;
    int available = 0;
    int end = offset + stored;
    int at = offset;
    while (lengths.made() <= most) {
      int width = lengths.codeBits();
      while (available < width && at < end) {
        bits = bits << 8 | at(at++);
        available += 8;
      }
      if (available < width) {
        break;
      }
      available -= width;
      int code = (int) (bits >>> available) & (1 << width) - 1;
      if (code == TiffLzwLengths.END) {
        break;
      }
      if (!lengths.add(code)) {
        throw damaged(
            index, "an LZW code that stands for nothing, after " + lengths.made() + " bytes");
      }
    }
    return lengths.made();
  }

  private long deflate(long index, int offset, int stored, long most) throws DecodeException {
    Inflater inflater = new Inflater();
    byte[] chunk = new byte[CHUNK];
    byte[] pixels = new byte[4 * CHUNK];
    long made = 0;
    int at = offset;
    int end = offset + stored;
    try {
      // One round more than the pixels need, if the data allow it, verifies their checksum. More
      // than a strip's pixels are damage anyway.
      while (!inflater.finished() && made <= most) {
        int count = inflater.inflate(pixels);
        made += count;
        if (count == 0 && inflater.needsDictionary()) {
          throw damaged(index, "it asks for a dictionary");
        }
        if (count == 0 && !inflater.finished()) {
          if (at == end) {
            if (made < most) {
              break;
            }
            throw damaged(index, "they end without their checksum");
          }
          int length = Math.min(CHUNK, end - at);
          for (int i = 0; i < length; i++) {
            chunk[i] = (byte) at(at + i);
          }
          inflater.setInput(chunk, 0, length);
          at += length;
        }
      }
      return made;
    } catch (DataFormatException e) {
      throw damaged(index, e.getMessage() + ", after " + made + " bytes");
    } finally {
      inflater.end();
    }
  }

  private static DecodeException damaged(long index, String how) {
    return TiffDirectory.unreadable(
        "the compressed data of strip or tile " + index + " are damaged (" + how + ")");
  }
}
