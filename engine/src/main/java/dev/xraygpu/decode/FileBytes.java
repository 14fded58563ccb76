package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Bounds-checked reading of a file's bytes at absolute offsets: what lies beyond the end is {@link
 * FindingCode#TRUNCATED}, never an index error.
 */
final class FileBytes {
  private final ByteBuffer buffer;
  private final int length;

  private FileBytes(ByteBuffer buffer) {
    this.buffer = buffer;
    this.length = buffer.limit();
  }

  /** A view of bytes 0 to the buffer's limit; the buffer itself is not changed. */
  static FileBytes of(ByteBuffer file, ByteOrder order) {
    return new FileBytes(file.duplicate().order(order));
  }

  static FileBytes bigEndian(ByteBuffer file) {
    return of(file, ByteOrder.BIG_ENDIAN);
  }

  int length() {
    return length;
  }

  boolean has(long offset, long count) {
    return offset >= 0 && count >= 0 && offset <= length - count;
  }

  /** Refuses a file that ends before {@code offset + count}. */
  void require(long offset, long count, String what) throws DecodeException {
    if (!has(offset, count)) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the file ends after " + length + " bytes, inside " + what);
    }
  }

  int u8(long offset, String what) throws DecodeException {
    require(offset, 1, what);
    return buffer.get((int) offset) & 0xff;
  }

  int u16(long offset, String what) throws DecodeException {
    require(offset, 2, what);
    return buffer.getChar((int) offset);
  }

  /** An unsigned 32-bit number. */
  long u32(long offset, String what) throws DecodeException {
    require(offset, 4, what);
    return buffer.getInt((int) offset) & 0xffff_ffffL;
  }

  int i32(long offset, String what) throws DecodeException {
    require(offset, 4, what);
    return buffer.getInt((int) offset);
  }

  /** A 64-bit number; values from 2^63 on come back negative. */
  long i64(long offset, String what) throws DecodeException {
    require(offset, 8, what);
    return buffer.getLong((int) offset);
  }

  /** The byte at an offset known to be inside. */
  int at(int offset) {
    return buffer.get(offset) & 0xff;
  }

  boolean matches(int offset, String latin1) {
    if (!has(offset, latin1.length())) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (at(offset + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Bytes known to be inside, as Latin-1 text. */
  String latin1(int offset, int count) {
    byte[] bytes = new byte[count];
    buffer.get(offset, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A view of bytes known to be inside, from position 0 to its limit. */
  ByteBuffer slice(int offset, int count) {
    return buffer.slice(offset, count);
  }
}
