package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** The orientation tag in a block of EXIF data (a TIFF header and its first directory). */
final class ExifOrientation {
  /** As stored: rows from the top, columns from the left. */
  static final int NORMAL = 1;

  private static final int TAG = 0x112;
  private static final Set<Integer> TEXT_TAGS = Set.of(0x10e, 0x10f, 0x110, 0x131, 0x132, 0x8298);
  private static final Set<Integer> RATIONAL_TAGS = Set.of(0x11a, 0x11b);
  private static final int HEADER = 8;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  /**
   * The first orientation in the first directory, or {@link #NORMAL} where there is no valid one,
   * or where a text or resolution before it points outside the data: OpenCV 4.13 gives up there.
   */
  static int parse(ByteBuffer exif) {
    ByteBuffer data = exif.duplicate();
    int length = data.limit();
    if (length < HEADER) {
      return NORMAL;
    }
    int mark = data.order(ByteOrder.BIG_ENDIAN).getChar(0);
    if (mark == 0x4949) {
      data.order(ByteOrder.LITTLE_ENDIAN);
    } else if (mark != 0x4d4d) {
      return NORMAL;
    }
    long directory = data.getInt(4) & 0xffff_ffffL;
    if (data.getChar(2) != 42 || directory > length - 2) {
      return NORMAL;
    }
    int entries = data.getChar((int) directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) ENTRY * i;
      if (entry + ENTRY > length) {
        return NORMAL;
      }
      int tag = data.getChar((int) entry);
      if (pointsOutside(data, (int) entry, tag)) {
        return NORMAL;
      }
      if (tag == TAG) {
        int orientation = data.getChar((int) entry + 8);
        return orientation >= 1 && orientation <= 8 ? orientation : NORMAL;
      }
    }
    return NORMAL;
  }

  private static boolean pointsOutside(ByteBuffer data, int entry, int tag) {
    long size;
    long offset;
    if (TEXT_TAGS.contains(tag)) {
      size = data.getInt(entry + 4) & 0xffff_ffffL;
      offset = size > 4 ? data.getInt(entry + 8) & 0xffff_ffffL : 8;
    } else if (RATIONAL_TAGS.contains(tag)) {
      size = 8;
      offset = data.getInt(entry + 8) & 0xffff_ffffL;
    } else {
      return false;
    }
    return offset + size > data.limit();
  }
}
