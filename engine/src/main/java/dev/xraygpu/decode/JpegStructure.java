package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * What a walk over all markers of a JPEG found.
 *
 * @param marker which SOF
 * @param components number of colour channels
 * @param restarts whether a restart interval was ever defined
 * @param scans number of scans
 */
record JpegStructure(int marker, int components, boolean restarts, int scans) {
  /** As libvips allows: a progressive file costs a pass over all coefficients for each. */
  static final int MAX_SCANS = 100;

  /**
   * Walks to the end marker. Bytes after it are of no interest.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end marker is missing; {@link
   *     FindingCode#UNREADABLE} for segments or restart markers that are out of order
   */
  static JpegStructure check(ByteBuffer buffer) throws DecodeException {
    FileBytes file = FileBytes.bigEndian(buffer);
    JpegScanData data = new JpegScanData(buffer);
    JpegSegments segments = new JpegSegments(file, 2);
    int frameMarker = -1;
    int components = 0;
    int interval = 0;
    boolean restarts = false;
    int scans = 0;
    while (true) {
      int marker = segments.next();
      if (marker == JpegMarker.EOI) {
        break;
      }
      if (marker == JpegMarker.TEM || JpegMarker.isRestart(marker)) {
        continue;
      }
      int start = segments.position();
      if (scans > 0 && !JpegMarker.mayFollowScan(marker)) {
        throw unreadable("marker " + JpegMarker.name(marker) + " after a scan");
      }
      segments.skipSegment();
      if (JpegMarker.isStartOfFrame(marker)) {
        frameMarker = marker;
        components = file.u8(start + 7, "the frame header");
      } else if (marker == JpegMarker.DRI) {
        interval = file.u16(start + 2, "the restart interval");
        restarts |= interval > 0;
      } else if (marker == JpegMarker.SOS) {
        scans++;
        if (scans > MAX_SCANS) {
          throw unreadable("more than " + MAX_SCANS + " scans");
        }
        segments.moveTo(data.end(segments.position(), interval > 0));
      }
    }
    if (frameMarker < 0 || scans == 0) {
      throw unreadable("no image data before the end marker");
    }
    return new JpegStructure(frameMarker, components, restarts, scans);
  }

  boolean progressive() {
    return marker == JpegMarker.SOF2 || marker == JpegMarker.SOF10;
  }

  static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG: " + message);
  }
}
