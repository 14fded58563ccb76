package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;

/**
 * Walks from marker to marker outside entropy-coded data. Before the first scan, other bytes
 * between two segments are passed over, as libjpeg does: writers leave them there that misstate a
 * segment's length, and all pixels are still to come. Where the walk then fails, the first of them
 * is why.
 */
final class JpegSegments {
  private static final String WHAT = "the JPEG segments, before an end marker";

  private final FileBytes file;
  private int position;
  private boolean beforePixels = true;
  private int passedOver = -1;

  JpegSegments(FileBytes file, int position) {
    this.file = file;
    this.position = position;
  }

  /** Offset behind the last marker read, which is where its length field is if it has one. */
  int position() {
    return position;
  }

  /** Moves behind the data of a scan. */
  void moveTo(int offset) {
    beforePixels = false;
    position = offset;
  }

  /**
   * Reads the next marker. Zero bytes before it and fill bytes in it are passed over, as all
   * decoders do.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} at the end of the file; {@link
   *     FindingCode#UNREADABLE} if other bytes stand where a marker must
   */
  int next() throws DecodeException {
    int marker = markerFrom(position);
    while (marker == 0 && beforePixels) {
      marker = markerFrom(position);
    }
    return marker;
  }

  private int markerFrom(int start) throws DecodeException {
    int at = start;
    while (file.u8(at, WHAT) != JpegMarker.PREFIX) {
      if (file.at(at) != 0) {
        if (!beforePixels) {
          throw noMarker(at);
        }
        passedOver = passedOver < 0 ? at : passedOver;
      }
      at++;
    }
    int marker = JpegMarker.PREFIX;
    while (marker == JpegMarker.PREFIX) {
      at++;
      marker = file.u8(at, WHAT);
    }
    position = at + 1;
    return marker;
  }

  /** Whether bytes were passed over that belong to no segment. */
  boolean passedOver() {
    return passedOver >= 0;
  }

  /** Why the walk failed: at the first bytes that were passed over, if there are any. */
  DecodeException cause(DecodeException end) {
    return passedOver() ? noMarker(passedOver) : end;
  }

  private static DecodeException noMarker(int at) {
    return new DecodeException(
        FindingCode.UNREADABLE, "corrupt JPEG: no marker at byte " + at + ", where one must be");
  }

  /** Moves behind the segment whose length field is at the position. */
  void skipSegment() throws DecodeException {
    int length = segmentLength();
    file.require(position, length, "a JPEG segment");
    position += length;
  }

  /** The length, with its own two bytes, of the segment whose length field is at the position. */
  int segmentLength() throws DecodeException {
    int length = file.u16(position, "a JPEG segment");
    if (length < 2) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: a segment declares a length of " + length);
    }
    return length;
  }
}
