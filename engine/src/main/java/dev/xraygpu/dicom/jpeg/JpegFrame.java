package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;

/** A frame header (ISO/IEC 10918-1, B.2.2). */
final class JpegFrame {
  private static final int SOF1 = 0xc1;
  private static final int SOF2 = 0xc2;
  private static final int SOF3 = 0xc3;

  final boolean progressive;
  final boolean lossless;
  final int precision;
  final Size size;
  final FrameComponent[] components;
  final int maxHorizontal;
  final int maxVertical;
  final int mcusAcross;
  final int mcusDown;

  /**
   * Reads the header.
   *
   * @param marker SOF0 to SOF3
   * @param at offset of the segment's content, which ends at {@code end}
   * @param expected columns and rows that the data set declares: nothing is allocated for others
   */
  JpegFrame(int marker, byte[] data, int at, int end, Size expected) throws DecodeException {
    progressive = marker == SOF2;
    lossless = marker == SOF3;
    if (end - at < 6) {
      throw corrupt("a frame header is cut off");
    }
    precision = data[at] & 0xff;
    int height = u16(data, at + 1);
    int width = u16(data, at + 3);
    int count = data[at + 5] & 0xff;
    boolean known =
        lossless
            ? precision >= 2 && precision <= 16
            : precision == 8 || (precision == 12 && marker >= SOF1);
    if (!known) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG of this process with " + precision + " bits");
    }
    if (width == 0 || height == 0) {
      throw corrupt("the frame header declares " + width + "x" + height);
    }
    size = new Size(width, height);
    if (!size.equals(expected)) {
      throw new DecodeException(
          FindingCode.SIZE_MISMATCH,
          "the header declares " + expected + " pixels, the JPEG image has " + size);
    }
    if (count != 1 && count != 3) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG with " + count + " components in DICOM");
    }
    if (end - at < 6 + 3 * count) {
      throw corrupt("a frame header is cut off");
    }
    components = new FrameComponent[count];
    int h = 1;
    int v = 1;
    for (int i = 0; i < count; i++) {
      int sampling = data[at + 7 + 3 * i] & 0xff;
      FrameComponent component =
          new FrameComponent(
              data[at + 6 + 3 * i] & 0xff,
              count == 1 ? 1 : sampling >> 4,
              count == 1 ? 1 : sampling & 15,
              data[at + 8 + 3 * i] & 3);
      if (component.horizontal < 1
          || component.horizontal > 4
          || component.vertical < 1
          || component.vertical > 4) {
        throw corrupt("a sampling factor is outside of 1 to 4");
      }
      components[i] = component;
      h = Math.max(h, component.horizontal);
      v = Math.max(v, component.vertical);
    }
    maxHorizontal = h;
    maxVertical = v;
    if (lossless && (h > 1 || v > 1)) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "lossless JPEG with components of different sizes");
    }
    mcusAcross = ceil(width, 8 * h);
    mcusDown = ceil(height, 8 * v);
    for (FrameComponent component : components) {
      place(component);
    }
  }

  private void place(FrameComponent component) {
    component.width = ceil(size.width() * component.horizontal, maxHorizontal);
    component.height = ceil(size.height() * component.vertical, maxVertical);
    component.blocksAcross = mcusAcross * component.horizontal;
    component.blocksDown = mcusDown * component.vertical;
    if (lossless) {
      component.samples = new short[component.width * component.height];
      return;
    }
    component.samples = new short[component.blocksAcross * component.blocksDown * 64];
    if (progressive) {
      component.coefficients = new short[component.blocksAcross * component.blocksDown * 64];
    }
  }

  static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  static int u16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG: " + what);
  }
}
