package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.DicomDataSet;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Expands palettes that are stored in segments (PS3.3, C.7.9.2). */
final class SegmentedPalette {
  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final ByteBuffer data;
  private final boolean words;
  private final int tag;
  private final char[] entries;
  private int filled;

  private SegmentedPalette(ByteBuffer data, boolean words, int tag, int entries) {
    this.data = data;
    this.words = words;
    this.tag = tag;
    this.entries = new char[entries];
  }

  static LookUpTable read(DicomDataSet dataSet, int descriptorTag, int tag, boolean signedInput)
      throws DecodeException {
    LutReader.Descriptor descriptor = LutReader.Descriptor.of(dataSet, descriptorTag, signedInput);
    ByteBuffer data = dataSet.bytes(tag).orElseThrow(() -> LutReader.broken(tag, "is missing"));
    SegmentedPalette palette =
        new SegmentedPalette(data, descriptor.bits() > 8, tag, descriptor.entries());
    palette.expand(0, data.limit() / palette.unit(), Integer.MAX_VALUE, true);
    if (palette.filled == 0) {
      throw LutReader.broken(tag, "has no entry");
    }
    Arrays.fill(
        palette.entries, palette.filled, descriptor.entries(), palette.entries[palette.filled - 1]);
    return new LookUpTable(descriptor.first(), descriptor.bits(), palette.entries);
  }

  private int unit() {
    return words ? 2 : 1;
  }

  private int at(int index) throws DecodeException {
    if (index < 0 || (index + 1L) * unit() > data.limit()) {
      throw LutReader.broken(tag, "ends inside a segment");
    }
    return words ? data.getChar(2 * index) : data.get(index) & 0xff;
  }

  private void expand(int from, int to, int segments, boolean outermost) throws DecodeException {
    int at = from;
    // A pad byte may follow the last segment.
    for (int n = 0; n < segments && at + 1 < to && filled < entries.length; n++) {
      int length = at(at + 1);
      switch (at(at)) {
        case DISCRETE -> {
          for (int i = 0; i < length; i++) {
            put(at(at + 2 + i));
          }
          at += 2 + length;
        }
        case LINEAR -> {
          line(length, at(at + 2));
          at += 3;
        }
        case INDIRECT -> {
          if (!outermost) {
            throw LutReader.broken(tag, "has an indirect segment inside another");
          }
          int target = words ? at(at + 2) | at(at + 3) << 16 : offset8(at + 2);
          expand(target / unit(), to, length, false);
          at += words ? 4 : 6;
        }
        default -> throw LutReader.broken(tag, "has a segment of an unknown kind");
      }
    }
  }

  private int offset8(int index) throws DecodeException {
    return at(index) | at(index + 1) << 8 | at(index + 2) << 16 | at(index + 3) << 24;
  }

  private void line(int length, int end) throws DecodeException {
    if (filled == 0) {
      throw LutReader.broken(tag, "begins with a segment that needs one before it");
    }
    int start = entries[filled - 1];
    for (int i = 1; i <= length; i++) {
      put((int) Math.rint(start + (double) (end - start) * i / length));
    }
  }

  private void put(int value) {
    if (filled < entries.length) {
      entries[filled++] = (char) value;
    }
  }
}
