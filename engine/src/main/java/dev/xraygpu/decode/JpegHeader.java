package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a JPEG's header: everything before its first scan. */
final class JpegHeader {
  /** What an APP1 segment with EXIF data starts with. The first such segment counts. */
  private static final String EXIF = "Exif\0\0";

  private JpegHeader() {}

  static ImageHeader probe(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    FileBytes file = FileBytes.bigEndian(buffer);
    JpegSegments segments = new JpegSegments(file, 2);
    try {
      return read(file, segments, limits);
    } catch (DecodeException e) {
      throw segments.cause(e);
    }
  }

  private static ImageHeader read(FileBytes file, JpegSegments segments, DecodeLimits limits)
      throws DecodeException {
    @Nullable JpegFrame frame = null;
    int orientation = ExifOrientation.NORMAL;
    boolean exifSeen = false;
    while (true) {
      int marker = segments.next();
      int start = segments.position();
      if (marker == JpegMarker.SOS) {
        break;
      }
      if (marker == JpegMarker.EOI) {
        throw new DecodeException(FindingCode.UNREADABLE, "JPEG without image data: tables only");
      }
      if (marker == JpegMarker.TEM || JpegMarker.isRestart(marker)) {
        continue;
      }
      if (marker == JpegMarker.SOI || marker < JpegMarker.SOF0) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            "corrupt JPEG: marker " + JpegMarker.name(marker) + " in the header");
      }
      if (JpegMarker.isStartOfFrame(marker) || marker == JpegMarker.SOF55_JPEG_LS) {
        if (frame != null) {
          throw new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG: two frame headers");
        }
        frame = JpegFrame.parse(file, start, marker, limits);
      } else if (marker == JpegMarker.APP1 && !exifSeen) {
        int length = segments.segmentLength();
        file.require(start, length, "a JPEG segment");
        if (length > 2 + EXIF.length() && file.matches(start + 2, EXIF)) {
          exifSeen = true;
          orientation =
              ExifOrientation.parse(
                  file.slice(start + 2 + EXIF.length(), length - 2 - EXIF.length()));
        }
      }
      segments.skipSegment();
    }
    if (frame == null) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: a scan without a frame header");
    }
    if (segments.passedOver() && frame.arithmetic()) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: an arithmetic-coded image with a damaged header");
    }
    return new ImageHeader(
        ImageFormat.JPEG,
        frame.size(),
        orientation,
        PixelType.U8,
        frame.components().size() > 1,
        frame.detail());
  }
}
