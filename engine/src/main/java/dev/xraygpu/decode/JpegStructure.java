package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Checks the markers of a JPEG, from the first to the last. */
final class JpegStructure {
  /** As libvips allows: a progressive file costs a pass over all coefficients for each. */
  static final int MAX_SCANS = 100;

  private JpegStructure() {}

  /**
   * Walks to the end marker. Bytes after it are of no interest.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end marker or restart markers are
   *     missing; {@link FindingCode#UNREADABLE} for segments or restart markers that are out of
   *     order
   */
  static void check(ByteBuffer buffer) throws DecodeException {
    FileBytes file = FileBytes.bigEndian(buffer);
    JpegSegments segments = new JpegSegments(file, 2);
    try {
      walk(file, segments, new JpegScanData(buffer));
    } catch (DecodeException e) {
      throw segments.cause(e);
    }
  }

  private static void walk(FileBytes file, JpegSegments segments, JpegScanData data)
      throws DecodeException {
    @Nullable JpegFrame frame = null;
    int interval = 0;
    int scans = 0;
    for (int marker = segments.next(); marker != JpegMarker.EOI; marker = segments.next()) {
      if (marker == JpegMarker.TEM || JpegMarker.isRestart(marker)) {
        continue;
      }
      int start = segments.position();
      segments.skipSegment();
      if (JpegMarker.isStartOfFrame(marker)) {
        frame = JpegFrame.parse(file, start, marker, DecodeLimits.WIDEST);
      } else if (marker == JpegMarker.DRI) {
        interval = file.u16(start + 2, "the restart interval");
      } else if (marker == JpegMarker.SOS) {
        if (frame == null) {
          throw unreadable("a scan before the frame header");
        }
        scans++;
        if (scans > MAX_SCANS) {
          throw unreadable("more than " + MAX_SCANS + " scans");
        }
        segments.moveTo(data.end(segments.position(), interval > 0));
        checkFollowing(file.u8(segments.position() + 1L, "the JPEG segments"));
        if (interval > 0) {
          checkRestarts(data.restarts(), interval, JpegScan.parse(file, start, frame), frame);
        }
      }
    }
    if (frame == null || scans == 0) {
      throw unreadable("no image data before the end marker");
    }
  }

  private static void checkFollowing(int marker) throws DecodeException {
    if (marker != JpegMarker.EOI && !JpegMarker.mayFollowScan(marker)) {
      throw unreadable("marker " + JpegMarker.name(marker) + " in the image data");
    }
  }

  /** Each restart interval but the last ends with a marker; some encoders end the last one, too. */
  private static void checkRestarts(int found, int interval, JpegScan scan, JpegFrame frame)
      throws DecodeException {
    long intervals = (scan.units(frame) + interval - 1) / interval;
    if (found < intervals - 1) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the image data end after "
              + 100L * found / intervals
              + " % of a scan: "
              + (intervals - 1 - found)
              + " restart markers are missing");
    }
    if (found > intervals) {
      throw unreadable(found - intervals + 1 + " restart markers too many");
    }
  }

  static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG: " + message);
  }
}
