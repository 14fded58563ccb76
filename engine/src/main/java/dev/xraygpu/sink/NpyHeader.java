package dev.xraygpu.sink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The header of NumPy's array file, version 1.0, of fixed length so that it can be written after
 * the data, when the number of rows is known.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
final class NpyHeader {
  /** Bytes before the data; a multiple of 64, as NumPy wants it, with room for any shape. */
  static final int LENGTH = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private NpyHeader() {}

  /**
   * The header of a C-ordered array.
   *
   * @param descriptor NumPy's type string
   * @param shape sizes of the axes
   */
  static ByteBuffer of(String descriptor, long... shape) {
    String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String tuple = shape.length == 1 ? "(" + axes + ",)" : "(" + axes + ")";
    String dictionary =
        "{'descr': '" + descriptor + "', 'fortran_order': False, 'shape': " + tuple + ", }";
    int textLength = LENGTH - MAGIC.length - Short.BYTES;
    byte[] text = new byte[textLength];
    Arrays.fill(text, (byte) ' ');
    byte[] ascii = dictionary.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, text, 0, ascii.length);
    text[textLength - 1] = '\n';
    return ByteBuffer.allocate(LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) textLength)
        .put(text)
        .flip();
  }
}
