package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG (ISO/IEC 15948). */
public final class PngChunks {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final int OVERHEAD = 12;

  private final FileBytes file;
  private int start;
  private int next = SIGNATURE.length();
  private int length;

  /**
   * Begins before the first chunk.
   *
   * @param buffer all bytes of a PNG, from position 0 to its limit; not changed
   */
  public PngChunks(ByteBuffer buffer) {
    this.file = FileBytes.bigEndian(buffer);
  }

  /**
   * Moves to the next chunk and returns its type.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the chunk goes beyond the file's end
   */
  public String next() throws DecodeException {
    start = next;
    file.require(start, 8, "the PNG chunks, before the end chunk");
    long declared = file.u32(start, "a PNG chunk");
    if (declared > Integer.MAX_VALUE) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt PNG: a chunk declares " + declared + " bytes");
    }
    String type = file.latin1(start + 4, 4);
    for (int i = 0; i < 4; i++) {
      char letter = type.charAt(i);
      if ((letter < 'A' || letter > 'Z') && (letter < 'a' || letter > 'z')) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            "corrupt PNG: no chunk at byte " + start + ", where one must be");
      }
    }
    file.require(start, declared + OVERHEAD, "PNG chunk " + type);
    length = (int) declared;
    next = start + OVERHEAD + length;
    return type;
  }

  /** Data bytes of the chunk. */
  public int length() {
    return length;
  }

  /** A view of the chunk's data. */
  public ByteBuffer data() {
    return file.slice(start + 8, length);
  }

  /** Whether the chunk's checksum, over type and data, is the stored one. */
  boolean intact() throws DecodeException {
    CRC32 checksum = new CRC32();
    checksum.update(file.slice(start + 4, length + 4));
    return checksum.getValue() == file.u32(start + 8L + length, "a PNG chunk");
  }

  /** Whether decoders must understand a chunk of this type. */
  static boolean critical(String type) {
    return Character.isUpperCase(type.charAt(0));
  }
}
