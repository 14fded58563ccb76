package dev.xraygpu.decode;

import dev.xraygpu.decode.JpegEntropyResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads all units of one scan, with its restart intervals. */
abstract class JpegScanReader {
  /** Bytes behind the last unit that are taken for an encoder's padding. */
  private static final int TOLERATED_BYTES = 8;

  /** The bits of the scan. */
  final JpegBits bits;

  private final FileBytes file;

  JpegScanReader(FileBytes file, JpegBits bits) {
    this.file = file;
    this.bits = bits;
  }

  /** Number of units (MCUs) in the scan. */
  abstract long units();

  /**
   * Reads one or more units.
   *
   * @param first index of the first unit
   * @param most how many may be read at once, at least 1
   * @return how many were read, or 0 if their codes are invalid
   */
  abstract long readUnits(long first, long most);

  /** Forgets what a restart marker resets. */
  abstract void restart();

  /**
   * Reads the scan.
   *
   * @param start offset of its first byte of data
   * @param interval units between restart markers, or 0
   * @param name of the scan for a message
   * @return what is wrong, or null; then the bits are at the marker behind the scan
   */
  @Nullable JpegEntropyResult read(int start, int interval, String name) throws DecodeException {
    bits.moveTo(start);
    long total = units();
    long unit = 0;
    int restarts = 0;
    while (unit < total) {
      long end = interval == 0 ? total : Math.min(total, unit + interval);
      while (unit < end) {
        long read = readUnits(unit, end - unit);
        if (bits.exhausted()) {
          return damage(Outcome.PREMATURE_END, unit, name, "the image data end");
        }
        if (read == 0) {
          return damage(Outcome.CORRUPT, unit, name, "corrupt JPEG: the codes become invalid");
        }
        unit += read;
      }
      if (bits.finish(TOLERATED_BYTES) > TOLERATED_BYTES) {
        return damage(Outcome.CORRUPT, unit, name, "corrupt JPEG: surplus data");
      }
      if (unit < total) {
        int marker = file.u8(bits.position() + 1L, "the JPEG image data");
        if (!JpegMarker.isRestart(marker)) {
          return damage(Outcome.PREMATURE_END, unit, name, "the image data end");
        }
        if (marker != JpegMarker.RST0 + (restarts & 7)) {
          return damage(Outcome.CORRUPT, unit, name, "corrupt JPEG: restart markers out of order");
        }
        restarts++;
        bits.moveTo(bits.position() + 2);
        restart();
      }
    }
    return null;
  }

  private JpegEntropyResult damage(Outcome outcome, long unit, String name, String what) {
    int percent = (int) (100 * unit / units());
    return new JpegEntropyResult(
        outcome, percent, what + " after " + percent + " % of the " + name);
  }
}
