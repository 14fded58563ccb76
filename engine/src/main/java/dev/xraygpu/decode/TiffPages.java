package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the pages of a TIFF, of which the first alone is decoded. */
final class TiffPages {
  private static final String WHAT = "a TIFF directory";
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int REDUCED = 1;
  private static final int MASK = 4;

  /** A chain of more directories is not followed further. */
  private static final int MOST = 1000;

  private TiffPages() {}

  /** A note where pages are left out that are neither small copies nor masks of another one. */
  static List<DecodeNote> notes(ByteBuffer buffer) {
    int more = pagesBehindTheFirst(buffer);
    return more == 0
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.EXTRA_PIXEL_DATA,
                "the TIFF has "
                    + more
                    + (more == 1 ? " more page" : " more pages")
                    + ", left out: the first is the image"));
  }

  private static int pagesBehindTheFirst(ByteBuffer buffer) {
    ByteOrder order = buffer.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    FileBytes file = FileBytes.of(buffer, order);
    int pages = 0;
    try {
      boolean big = file.u16(2, WHAT) == 43;
      Set<Long> seen = new HashSet<>();
      long at = big ? file.i64(8, WHAT) : file.u32(4, WHAT);
      while (at >= 8 && at < file.length() && seen.size() < MOST && seen.add(at)) {
        long count = big ? file.i64(at, WHAT) : file.u16(at, WHAT);
        if (count < 1 || count > TiffDirectory.MAX_ENTRIES) {
          break;
        }
        long first = at + (big ? 8 : 2);
        int step = big ? 20 : 12;
        long behind = first + count * step;
        file.require(first, count * step, WHAT);
        pages += seen.size() > 1 && isPage(file, first, count, step) ? 1 : 0;
        at = big ? file.i64(behind, WHAT) : file.u32(behind, WHAT);
      }
    } catch (DecodeException e) {
      // The first page is whole, as its own checks say; what is behind it is nobody's loss.
      return pages;
    }
    return pages;
  }

  private static boolean isPage(FileBytes file, long first, long count, int step)
      throws DecodeException {
    for (long i = 0; i < count; i++) {
      long at = first + i * step;
      if (file.u16(at, WHAT) == NEW_SUBFILE_TYPE) {
        return (file.u32(at + step - (step == 20 ? 8 : 4), WHAT) & (REDUCED | MASK)) == 0;
      }
    }
    return true;
  }
}
