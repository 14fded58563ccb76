package dev.xraygpu.dicom.jpeg;

import static dev.xraygpu.dicom.jpeg.JpegFrame.corrupt;
import static dev.xraygpu.dicom.jpeg.JpegFrame.u16;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import org.jspecify.annotations.Nullable;

/** Decodes one JPEG stream: follows its segments, decodes its scans, puts the samples together. */
final class JpegImage {
  /** Progressive images have some ten scans; thousands are made to keep a decoder busy. */
  private static final int MAX_SCANS = 500;

  /**
   * Bytes behind the last block that are taken for an encoder's padding. Behind lossless data there
   * are none: a code that damage adds or takes away is seldom longer than two bytes.
   */
  private static final int TOLERATED_BYTES = 8;

  private static final int SOF0 = 0xc0;
  private static final int SOF3 = 0xc3;
  private static final int DHT = 0xc4;
  private static final int SOF15 = 0xcf;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;

  private final byte[] data;
  private final Size expected;
  private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] acTables = new HuffmanTable[4];
  private final int[][] steps = {{}, {}, {}, {}};
  private @Nullable JpegFrame frame;
  private int interval;
  private int scans;
  private int scannedComponents;
  private DecodedFrame.Color color = DecodedFrame.Color.AS_DECLARED;

  JpegImage(byte[] data, Size expected) {
    this.data = data;
    this.expected = expected;
  }

  DecodedFrame decode() throws DecodeException {
    if (data.length < 4 || u16(data, 0) != 0xff00 + SOI) {
      throw corrupt("it does not begin with the start of an image");
    }
    int at = 2;
    boolean ended = false;
    while (true) {
      while (at < data.length && data[at] != (byte) 0xff) {
        at++; // bytes between segments, as libjpeg tolerates them
      }
      while (at < data.length && data[at] == (byte) 0xff) {
        at++;
      }
      if (at >= data.length) {
        break;
      }
      int marker = data[at++] & 0xff;
      if (marker == EOI) {
        ended = true;
        break;
      }
      if (marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8) {
        continue;
      }
      if (at + 2 > data.length || u16(data, at) < 2 || at + u16(data, at) > data.length) {
        throw new DecodeException(FindingCode.TRUNCATED, "the JPEG data end inside a segment");
      }
      int end = at + u16(data, at);
      at = marker == SOS ? scan(at + 2, end) : segment(marker, at + 2, end);
    }
    JpegFrame complete = frame;
    // Scans that refine a progressive image may be missing where nothing says that it has ended.
    if (complete == null
        || scannedComponents != (1 << complete.components.length) - 1
        || complete.progressive && !ended) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG data end before the image is complete");
    }
    return assemble(complete);
  }

  private int segment(int marker, int at, int end) throws DecodeException {
    if (marker == DHT) {
      huffmanTables(at, end);
    } else if (marker == DQT) {
      quantisation(at, end);
    } else if (marker == DRI && end - at >= 2) {
      interval = u16(data, at);
    } else if (marker == APP0 && startsWith("JFIF", at, end)) {
      color = DecodedFrame.Color.YBR;
    } else if (marker == APP14 && startsWith("Adobe", at, end) && end - at >= 12) {
      color = data[at + 11] == 0 ? DecodedFrame.Color.RGB : DecodedFrame.Color.YBR;
    } else if (marker >= SOF0 && marker <= SOF15 && marker != JPG && marker != DAC) {
      if (marker > SOF3) {
        throw new DecodeException(
            FindingCode.UNSUPPORTED,
            "a JPEG process that DICOM does not use (SOF" + (marker - SOF0) + ")");
      }
      if (frame != null) {
        throw corrupt("two frame headers");
      }
      frame = new JpegFrame(marker, data, at, end, expected);
    }
    return end;
  }

  private boolean startsWith(String text, int at, int end) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= end || data[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void huffmanTables(int from, int end) throws DecodeException {
    int at = from;
    while (at < end) {
      int number = data[at] & 0xff;
      if ((number & 0xec) != 0) {
        throw corrupt("a Huffman table of number " + number);
      }
      HuffmanTable table = new HuffmanTable(data, at + 1, end);
      (number < 16 ? dcTables : acTables)[number & 3] = table;
      at += 1 + table.definitionLength;
    }
  }

  private void quantisation(int from, int end) throws DecodeException {
    int at = from;
    while (at < end) {
      int number = data[at] & 0xff;
      int bytes = (number >> 4) + 1;
      if (bytes > 2 || (number & 15) > 3 || end - at < 1 + 64 * bytes) {
        throw corrupt("a quantisation table is cut off");
      }
      int[] table = new int[64];
      for (int k = 0; k < 64; k++) {
        int place = at + 1 + k * bytes;
        table[k] = bytes == 1 ? data[place] & 0xff : u16(data, place);
      }
      steps[number & 15] = table;
      at += 1 + 64 * bytes;
    }
  }

  private int scan(int at, int end) throws DecodeException {
    JpegFrame of = frame;
    if (of == null || ++scans > MAX_SCANS) {
      throw corrupt(of == null ? "a scan before the frame header" : "too many scans");
    }
    int count = at < end ? data[at] & 0xff : 0;
    if (count < 1 || count > of.components.length || end - at < 4 + 2 * count) {
      throw corrupt("a scan header is cut off");
    }
    FrameComponent[] components = new FrameComponent[count];
    HuffmanTable[] dc = new HuffmanTable[count];
    HuffmanTable[] ac = new HuffmanTable[count];
    int parameters = at + 1 + 2 * count;
    int start = data[parameters] & 0xff;
    int last = data[parameters + 1] & 0xff;
    int high = data[parameters + 2] >> 4 & 15;
    int low = data[parameters + 2] & 15;
    boolean needsDc = of.lossless || !of.progressive || (start == 0 && high == 0);
    boolean needsAc = !of.lossless && (!of.progressive || start > 0);
    for (int i = 0; i < count; i++) {
      components[i] = component(of, data[at + 1 + 2 * i] & 0xff, i);
      int tables = data[at + 2 + 2 * i] & 0xff;
      dc[i] = table(dcTables, tables >> 4, needsDc);
      ac[i] = table(acTables, tables & 15, needsAc);
    }
    if (of.progressive
        && (start > last || last > 63 || low > 13 || (start == 0 ? last != 0 : count != 1))) {
      throw corrupt("a scan of coefficients " + start + " to " + last);
    }
    ScanHeader header = new ScanHeader(components, dc, ac, start, last, high, low, interval);
    if (of.lossless) {
      int marker = new GrayLosslessScan(of, header, data).decode(end);
      if (marker >= 0) {
        return marker;
      }
    }
    EntropyBits bits = new EntropyBits(data, end, of.lossless ? 0 : TOLERATED_BYTES);
    if (of.lossless) {
      new LosslessScan(of, header, bits).decode();
    } else {
      new DctScan(of, header, bits).decode();
    }
    return bits.finish();
  }

  private FrameComponent component(JpegFrame of, int id, int place) throws DecodeException {
    for (int i = 0; i < of.components.length; i++) {
      FrameComponent component = of.components[i];
      // Some writers number components of frame and scan differently; their order tells then.
      if (component.id == id || (of.components.length == 1 && place == 0)) {
        scannedComponents |= 1 << i;
        if (!of.lossless && component.steps.length == 0) {
          int[] table = steps[component.quantisation];
          if (table.length == 0) {
            throw corrupt("a quantisation table is missing");
          }
          component.steps = table;
        }
        return component;
      }
    }
    throw corrupt("a scan of a component that the frame does not have");
  }

  private static HuffmanTable table(@Nullable HuffmanTable[] tables, int number, boolean needed)
      throws DecodeException {
    HuffmanTable table = number < 4 ? tables[number] : null;
    if (table != null) {
      return table;
    }
    if (needed) {
      throw corrupt("a Huffman table is missing");
    }
    return NO_TABLE;
  }

  private static final HuffmanTable NO_TABLE = noTable();

  private static HuffmanTable noTable() {
    try {
      return new HuffmanTable(new byte[16], 0, 16);
    } catch (DecodeException e) {
      throw new IllegalStateException("a table without codes is no contradiction", e);
    }
  }

  private DecodedFrame assemble(JpegFrame of) {
    int count = of.components.length;
    if (of.progressive) {
      transformAll(of);
    }
    int width = of.size.width();
    int height = of.size.height();
    FrameComponent first = of.components[0];
    short[] values;
    if (count == 1 && of.lossless) {
      values = first.samples;
    } else {
      values = new short[width * height * count];
      for (int c = 0; c < count; c++) {
        new ComponentUpsampling(of, of.components[c]).write(values, c, count);
      }
    }
    return new DecodedFrame(
        of.size,
        count,
        of.precision,
        false,
        values,
        count == 1 || of.lossless ? DecodedFrame.Color.AS_DECLARED : color(of));
  }

  /**
   * What the samples are: what a marker says; else what the components' names say; and half the
   * resolution is given to colour differences, whatever the data set calls them.
   */
  private DecodedFrame.Color color(JpegFrame of) {
    FrameComponent[] components = of.components;
    if (color != DecodedFrame.Color.AS_DECLARED) {
      return color;
    }
    if (components[0].id == 'R' && components[1].id == 'G' && components[2].id == 'B') {
      return DecodedFrame.Color.RGB;
    }
    boolean half = true;
    for (int c = 1; c < components.length; c++) {
      half &=
          components[c].horizontal < components[0].horizontal
              || components[c].vertical < components[0].vertical;
    }
    return half ? DecodedFrame.Color.YBR : color;
  }

  private static void transformAll(JpegFrame of) {
    InverseTransform transform = new InverseTransform(of.precision);
    for (FrameComponent component : of.components) {
      int stride = component.blocksAcross * 8;
      for (int y = 0; y < component.blocksDown; y++) {
        for (int x = 0; x < component.blocksAcross; x++) {
          int from = (y * component.blocksAcross + x) * 64;
          transform.toSamples(
              component.coefficients,
              from,
              component.steps,
              component.samples,
              y * 8,
              x * 8,
              stride);
        }
      }
    }
  }
}
