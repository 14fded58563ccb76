package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Estimates the quality setting a JPEG was written with, from its quantisation table: the setting
 * whose table comes closest to that of the first component, by the sum of absolute differences. The
 * tables of a setting are the example luminance table of ITU-T T.81, annex K.1, scaled the way the
 * Independent JPEG Group's library does: {@code 5000 / q} per cent below 50, {@code 200 - 2 q} from
 * 50 on. Exact for files of that library; for others the nearest equivalent.
 */
public final class JpegQuality {
  private static final int BEST = 100;

  // In the zigzag order of a DQT segment.
  private static final int[] BASE = {
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
    26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
    56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
  };

  private static final int[][] TABLES = new int[BEST + 1][];

  static {
    for (int quality = 1; quality <= BEST; quality++) {
      TABLES[quality] = scaled(quality);
    }
  }

  private JpegQuality() {}

  private static int[] scaled(int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] table = new int[BASE.length];
    for (int i = 0; i < table.length; i++) {
      table[i] = Math.max(1, Math.min(255, (BASE[i] * percent + 50) / 100));
    }
    return table;
  }

  /**
   * The setting, 1 to 100.
   *
   * @param buffer all bytes of a file
   * @return nothing if the file is no JPEG or has no quantisation table before its first scan
   */
  public static OptionalInt of(ByteBuffer buffer) {
    FileBytes file = FileBytes.bigEndian(buffer);
    int[][] tables = new int[4][];
    int selector = 0;
    try {
      JpegSegments segments = new JpegSegments(file, 2);
      while (true) {
        int marker = segments.next();
        if (marker == JpegMarker.SOS || marker == JpegMarker.EOI) {
          break;
        }
        if (marker == JpegMarker.TEM || JpegMarker.isRestart(marker)) {
          continue;
        }
        int start = segments.position();
        if (marker == JpegMarker.DQT) {
          readTables(file, start, segments.segmentLength(), tables);
        } else if (JpegMarker.isStartOfFrame(marker) && file.has(start, 11)) {
          selector = file.at(start + 10) & 3;
        }
        segments.skipSegment();
      }
    } catch (DecodeException e) {
      return OptionalInt.empty(); // a decoder will say so better
    }
    int[] table = tables[selector];
    return table == null ? OptionalInt.empty() : OptionalInt.of(nearest(table));
  }

  private static void readTables(FileBytes file, int start, int length, int[][] tables) {
    int at = start + 2;
    int end = start + length;
    while (at < end && file.has(at, 1)) {
      int head = file.at(at++);
      int bytes = head >> 4 == 0 ? 1 : 2;
      if ((head & 15) > 3 || !file.has(at, (long) BASE.length * bytes)) {
        return;
      }
      int[] table = new int[BASE.length];
      for (int i = 0; i < table.length; i++, at += bytes) {
        table[i] = bytes == 1 ? file.at(at) : file.at(at) << 8 | file.at(at + 1);
      }
      tables[head & 15] = table;
    }
  }

  private static int nearest(int[] table) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int quality = BEST; quality >= 1 && least > 0; quality--) {
      long distance = 0;
      for (int i = 0; i < table.length && distance < least; i++) {
        distance += Math.abs(table[i] - TABLES[quality][i]);
      }
      if (distance < least) {
        least = distance;
        best = quality;
      }
    }
    return best;
  }
}
