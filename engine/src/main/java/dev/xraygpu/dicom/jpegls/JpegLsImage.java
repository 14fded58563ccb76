package dev.xraygpu.dicom.jpegls;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;

/** Decodes one JPEG-LS stream: follows its segments and decodes its scans. */
final class JpegLsImage {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DRI = 0xdd;
  private static final int APP8 = 0xe8;
  private static final int SOF55 = 0xf7;
  private static final int LSE = 0xf8;

  private final byte[] data;
  private final Size expected;
  private int precision;
  private int components;
  private int[] ids = {};
  private int maxValue;
  private int threshold1;
  private int threshold2;
  private int threshold3;
  private int reset;
  private int interval;
  private int decoded;
  private short[] values = {};

  JpegLsImage(byte[] data, Size expected) {
    this.data = data;
    this.expected = expected;
  }

  DecodedFrame decode() throws DecodeException {
    if (data.length < 4 || u16(0) != 0xff00 + SOI) {
      throw corrupt("it does not begin with the start of an image");
    }
    int at = 2;
    while (at + 1 < data.length) {
      if (data[at] != (byte) 0xff) {
        throw corrupt("a marker is missing");
      }
      int marker = data[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      at += 2;
      if (marker == EOI) {
        break;
      }
      if (at + 2 > data.length || u16(at) < 2 || at + u16(at) > data.length) {
        throw new DecodeException(FindingCode.TRUNCATED, "the JPEG-LS data end inside a segment");
      }
      int end = at + u16(at);
      at = marker == SOS ? scan(at + 2, end) : segment(marker, at + 2, end);
    }
    if (components == 0 || decoded < components) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG-LS data end before the image is complete");
    }
    return new DecodedFrame(
        expected, components, precision, false, values, DecodedFrame.Color.AS_DECLARED);
  }

  private int segment(int marker, int at, int end) throws DecodeException {
    if (marker == SOF55) {
      frame(at, end);
    } else if (marker == LSE) {
      preset(at, end);
    } else if (marker == DRI) {
      interval = end - at == 2 ? u16(at) : end - at == 4 ? u16(at) << 16 | u16(at + 2) : 0;
    } else if (marker == APP8 && end - at >= 5 && startsWith("mrfx", at) && data[at + 4] != 0) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG-LS with HP's colour transform, which DICOM does not use");
    } else if (marker >= 0xc0 && marker <= 0xcf) {
      throw corrupt("it is another kind of JPEG");
    }
    return end;
  }

  private boolean startsWith(String text, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (data[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void frame(int at, int end) throws DecodeException {
    if (components != 0 || end - at < 6) {
      throw corrupt("two frame headers, or one cut off");
    }
    precision = data[at] & 0xff;
    int height = u16(at + 1);
    int width = u16(at + 3);
    int count = data[at + 5] & 0xff;
    if (precision < 2 || precision > 16) {
      throw corrupt("samples of " + precision + " bits");
    }
    if (width != expected.width() || height != expected.height()) {
      throw new DecodeException(
          FindingCode.SIZE_MISMATCH,
          "the header declares "
              + expected
              + " pixels, the JPEG-LS image has "
              + width
              + "x"
              + height);
    }
    if (count != 1 && count != 3) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG-LS with " + count + " components in DICOM");
    }
    if (end - at < 6 + 3 * count) {
      throw corrupt("a frame header is cut off");
    }
    ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = data[at + 6 + 3 * i] & 0xff;
      if (data[at + 7 + 3 * i] != 0x11) {
        throw new DecodeException(
            FindingCode.UNSUPPORTED, "JPEG-LS with components of different sizes");
      }
    }
    components = count;
    values = new short[width * height * count];
  }

  private void preset(int at, int end) throws DecodeException {
    int type = at < end ? data[at] : 0;
    if (type == 1 && end - at >= 11) {
      maxValue = u16(at + 1);
      threshold1 = u16(at + 3);
      threshold2 = u16(at + 5);
      threshold3 = u16(at + 7);
      reset = u16(at + 9);
    } else if (type != 1) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG-LS with a mapping table or an extended size");
    }
  }

  private int scan(int at, int end) throws DecodeException {
    int count = at < end ? data[at] & 0xff : 0;
    if (components == 0 || count < 1 || count > components || end - at < 4 + 2 * count) {
      throw corrupt("a scan header is cut off");
    }
    int first = 0;
    for (int i = 0; i < components; i++) {
      if (ids[i] == (data[at + 1] & 0xff)) {
        first = i;
      }
    }
    int parameters = at + 1 + 2 * count;
    int near = data[parameters] & 0xff;
    int interleave = data[parameters + 1] & 0xff;
    CodingParameters coding =
        CodingParameters.of(
            maxValue == 0 ? (1 << precision) - 1 : maxValue,
            near,
            threshold1,
            threshold2,
            threshold3,
            reset);
    boolean matches = interleave == 0 ? count == 1 : interleave <= 2 && count == components;
    if (!coding.valid() || !matches || (data[parameters + 2] & 15) != 0) {
      throw corrupt("a scan with impossible parameters");
    }
    decoded += count;
    if (decoded > components) {
      throw corrupt("a component is in two scans");
    }
    CodedBits bits = new CodedBits(data, end);
    JpegLsScan scan = new JpegLsScan(coding, bits, expected.width(), expected.height(), interval);
    if (interleave == 2) {
      scan.samples(values, components);
    } else {
      scan.lines(values, count == 1 ? first : 0, count, components);
    }
    return bits.finish();
  }

  private int u16(int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG-LS: " + what);
  }
}
