package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;

/** Walks from marker to marker outside entropy-coded data. */
final class JpegSegments {
  private final FileBytes file;
  private int position;

  JpegSegments(FileBytes file, int position) {
    this.file = file;
    this.position = position;
  }

  /** Offset behind the last marker read, which is where its length field is if it has one. */
  int position() {
    return position;
  }

  void moveTo(int offset) {
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
    int at = position;
    while (file.u8(at, "the JPEG segments, before an end marker") == 0) {
      at++;
    }
    if (file.at(at) != JpegMarker.PREFIX) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: no marker at byte " + at + ", where one must be");
    }
    int marker = JpegMarker.PREFIX;
    while (marker == JpegMarker.PREFIX) {
      at++;
      marker = file.u8(at, "the JPEG segments, before an end marker");
    }
    position = at + 1;
    return marker;
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
