package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/** Puts pixels of an image as it is stored where they belong in the image as it is shown. */
final class OrientedPixels {
  private final PixelType type;
  private final ByteBuffer bytes;
  private final CharBuffer values;
  private final int start;
  private final int toRight;
  private final int down;
  private byte[] row = new byte[0];

  OrientedPixels(ImageHeader header, HostImage target) {
    type = target.type();
    bytes = target.pixels();
    values = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
    Size shown = header.size();
    int width = shown.width();
    int right = width - 1;
    int bottom = (shown.height() - 1) * width;
    // Which side of the shown image row 0 and column 0 are (EXIF 2.32, tag 274).
    int orientation = header.orientation();
    boolean transposed = orientation >= 5;
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    start = (fromRight ? right : 0) + (fromBottom ? bottom : 0);
    int alongRow = fromRight ? -1 : 1;
    int alongColumn = fromBottom ? -width : width;
    toRight = transposed ? alongColumn : alongRow;
    down = transposed ? alongRow : alongColumn;
  }

  /** Whether pixels that are stored side by side are shown so, too, in the same order. */
  boolean keepsRows() {
    return toRight == 1;
  }

  private int index(int x, int y) {
    return start + x * toRight + y * down;
  }

  /** Puts pixels of a row, from a column on. */
  void put(char[] gray, int x, int y, int count) {
    int index = index(x, y);
    if (type == PixelType.U16) {
      put16(gray, index, count);
    } else {
      put8(gray, index, count);
    }
  }

  private void put16(char[] gray, int index, int count) {
    if (keepsRows()) {
      values.put(index, gray, 0, count);
      return;
    }
    int at = index;
    for (int i = 0; i < count; i++) {
      values.put(at, gray[i]);
      at += toRight;
    }
  }

  private void put8(char[] gray, int index, int count) {
    if (keepsRows()) {
      if (row.length < count) {
        row = new byte[count];
      }
      for (int i = 0; i < count; i++) {
        row[i] = (byte) gray[i];
      }
      bytes.put(index, row, 0, count);
      return;
    }
    int at = index;
    for (int i = 0; i < count; i++) {
      bytes.put(at, (byte) gray[i]);
      at += toRight;
    }
  }

  /**
   * Copies pixels of a row from the bytes of a file that {@linkplain #keepsRows keeps rows} and is
   * of this type.
   *
   * @param file the file's bytes, in the order of its numbers
   * @param offset of the first pixel in it
   */
  void copy(ByteBuffer file, int offset, int x, int y, int count) {
    int index = index(x, y);
    if (type == PixelType.U16) {
      CharBuffer samples = file.slice(offset, 2 * count).order(file.order()).asCharBuffer();
      values.put(index, samples, 0, count);
    } else {
      bytes.put(index, file, offset, count);
    }
  }
}
