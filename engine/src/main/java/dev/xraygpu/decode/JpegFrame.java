package dev.xraygpu.decode;

import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.util.List;

/**
 * A JPEG frame header.
 *
 * @param marker which SOF
 * @param size columns and rows
 * @param components in the order of the file
 */
record JpegFrame(int marker, Size size, List<Component> components) {
  /** libjpeg's JPEG_MAX_DIMENSION. */
  private static final int MAX_SIDE = 65_500;

  /**
   * One colour channel.
   *
   * @param id what scans call it
   * @param horizontal sampling factor, 1 to 4
   * @param vertical sampling factor, 1 to 4
   */
  record Component(int id, int horizontal, int vertical) {}

  JpegFrame {
    components = List.copyOf(components);
  }

  boolean progressive() {
    return marker == JpegMarker.SOF2 || marker == JpegMarker.SOF10;
  }

  boolean arithmetic() {
    return marker == JpegMarker.SOF9 || marker == JpegMarker.SOF10;
  }

  /** Blocks of 8x8 that a component has where a scan holds it alone. */
  long blocks(int component) {
    Component sampling = components.get(component);
    long width = ceilDivide((long) size.width() * sampling.horizontal, maxHorizontal());
    long height = ceilDivide((long) size.height() * sampling.vertical, maxVertical());
    return ceilDivide(width, 8) * ceilDivide(height, 8);
  }

  /** Groups of blocks where a scan holds several components. */
  long groups() {
    return ceilDivide(size.width(), 8L * maxHorizontal())
        * ceilDivide(size.height(), 8L * maxVertical());
  }

  private int maxHorizontal() {
    return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
  }

  private int maxVertical() {
    return components.stream().mapToInt(Component::vertical).max().orElseThrow();
  }

  private static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  String detail() {
    String process =
        switch (marker) {
          case JpegMarker.SOF0 -> "baseline";
          case JpegMarker.SOF1 -> "extended sequential";
          case JpegMarker.SOF2 -> "progressive";
          case JpegMarker.SOF9 -> "arithmetic sequential";
          default -> "arithmetic progressive";
        };
    int count = components.size();
    return process + ", " + count + (count == 1 ? " component" : " components");
  }

  /**
   * Reads a SOF segment.
   *
   * @param start offset of its length field
   * @throws DecodeException for processes without a decoder, and for values no decoder takes
   */
  static JpegFrame parse(FileBytes file, int start, int marker, DecodeLimits limits)
      throws DecodeException {
    String what = "the frame header";
    int length = file.u16(start, what);
    refuseProcess(marker);
    int precision = file.u8(start + 2, what);
    int height = file.u16(start + 3, what);
    int width = file.u16(start + 5, what);
    int count = file.u8(start + 7, what);
    file.require(start, length, what);
    if (precision == 12) {
      throw new DecodeException(FindingCode.UNSUPPORTED, "12-bit JPEG has no decoder");
    }
    if (precision != 8) {
      throw unreadable("the frame header declares " + precision + " bits a sample");
    }
    if (count == 0 || length != 8 + 3 * count) {
      throw unreadable("the frame header's length does not fit its " + count + " components");
    }
    if (width == 0) {
      throw unreadable("the frame header declares no columns");
    }
    if (height == 0) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "JPEG with its number of lines after the scan (DNL) has no decoder");
    }
    if (count != 1 && count != 3 && count != 4) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG with " + count + " components has no decoder");
    }
    limits.checkImage(width, height);
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "JPEG of " + width + "x" + height + " has no decoder; the longest side is " + MAX_SIDE);
    }
    Component[] components = new Component[count];
    for (int i = 0; i < count; i++) {
      int at = start + 8 + 3 * i;
      int sampling = file.u8(at + 1, what);
      int horizontal = sampling >> 4;
      int vertical = sampling & 15;
      if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
        throw unreadable("the frame header has a sampling factor outside 1 to 4");
      }
      components[i] = new Component(file.u8(at, what), horizontal, vertical);
    }
    return new JpegFrame(marker, new Size(width, height), List.of(components));
  }

  private static void refuseProcess(int marker) throws DecodeException {
    String process =
        switch (marker) {
          case JpegMarker.SOF0,
              JpegMarker.SOF1,
              JpegMarker.SOF2,
              JpegMarker.SOF9,
              JpegMarker.SOF10 ->
              "";
          case JpegMarker.SOF3, JpegMarker.SOF11 -> "lossless JPEG";
          case JpegMarker.SOF55_JPEG_LS -> "JPEG-LS";
          default -> "hierarchical JPEG";
        };
    if (!process.isEmpty()) {
      throw new DecodeException(FindingCode.UNSUPPORTED, process + " has no decoder");
    }
  }

  private static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, message);
  }
}
