package dev.xraygpu.decode;

import java.util.Set;

/** What bytes of a TIFF are for, by its first directory. */
final class TiffUse {
  private static final String WHAT = "the TIFF directory";

  /** Directories beside the first: parts of an image, EXIF, GPS, interoperability. */
  private static final Set<Integer> MORE_DIRECTORIES = Set.of(330, 34665, 34853, 40965);

  /** Bytes of a value of each type, from 0 on; 8 is the most that any has (TIFF 6.0, BigTIFF). */
  private static final int[] VALUE_BYTES = {
    8, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 8, 8, 8, 8, 8
  };

  private static final int MOST_VALUE_BYTES = 8;

  private TiffUse() {}

  /**
   * Whether nothing that the directory tells of lies in a range: neither the directory itself, nor
   * values of its fields, nor, as far as it can be known without reading them, other directories.
   *
   * @param file of which the first directory was read
   * @param big whether it is a BigTIFF
   * @param from the first byte of the range
   * @param to the byte behind it
   */
  static boolean none(FileBytes file, boolean big, long from, long to) throws DecodeException {
    long start = big ? file.i64(8, WHAT) : file.u32(4, WHAT);
    long count = big ? file.i64(start, WHAT) : file.u16(start, WHAT);
    long first = start + (big ? 8 : 2);
    int step = big ? 20 : 12;
    int room = big ? 8 : 4;
    long end = first + count * step + room;
    if (!file.has(start, end - start) || overlap(start, end, from, to)) {
      return false;
    }
    long next = big ? file.i64(end - room, WHAT) : file.u32(end - room, WHAT);
    if (next != 0) {
      return false;
    }
    for (long at = first; at < end - room; at += step) {
      long values = big ? file.i64(at + 4, WHAT) : file.u32(at + 4, WHAT);
      int type = file.u16(at + 2, WHAT);
      int each = type < VALUE_BYTES.length ? VALUE_BYTES[type] : MOST_VALUE_BYTES;
      long place = big ? file.i64(at + 12, WHAT) : file.u32(at + 8, WHAT);
      boolean apart = values > room / each;
      if (MORE_DIRECTORIES.contains(file.u16(at, WHAT))
          || apart && (place < 0 || overlap(place, place + values * each, from, to))) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlap(long start, long end, long from, long to) {
    return start < to && from < end;
  }
}
