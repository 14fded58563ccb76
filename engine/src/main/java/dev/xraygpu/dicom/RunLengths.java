package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE compression (PS3.5, annex G): a PackBits segment for each byte of each sample. */
final class RunLengths {
  private static final int HEADER = 64;
  private static final int MAX_SEGMENTS = 15;

  /** The code that stands for no pixel. */
  private static final byte NOTHING = -128;

  private RunLengths() {}

  /**
   * Undoes the compression of a frame.
   *
   * @param images how many compressed images the stream holds; the first is the frame
   * @return samples in little endian, those of a pixel following each other
   */
  static byte[] decode(ByteBuffer stream, PixelLayout layout, int images) throws DecodeException {
    ByteBuffer bytes = stream.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (layout.bitsAllocated() == 12) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "RLE of samples with 12 bits allocated has no decoder");
    }
    // Samples of one bit are packed before they are compressed.
    boolean packed = layout.bitsAllocated() == 1;
    int sampleBytes = packed ? 1 : layout.bitsAllocated() / 8;
    int expected = sampleBytes * layout.samples();
    if (bytes.limit() < HEADER) {
      throw new DecodeException(FindingCode.TRUNCATED, "the RLE header is cut off");
    }
    int segments = bytes.getInt(0);
    if (segments != expected || segments > MAX_SEGMENTS) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the RLE data have " + segments + " segments; the header's depth needs " + expected);
    }
    int pixels = (int) (packed ? (layout.size().area() + 7) / 8 : layout.size().area());
    byte[] samples = new byte[Math.multiplyExact(pixels, expected)];
    for (int segment = 0; segment < segments; segment++) {
      long from = bytes.getInt(4 + 4 * segment) & 0xffff_ffffL;
      long to =
          segment + 1 < segments ? bytes.getInt(8 + 4 * segment) & 0xffff_ffffL : bytes.limit();
      if (from < HEADER || from > to || to > bytes.limit()) {
        throw new DecodeException(
            to > bytes.limit() || from > bytes.limit()
                ? FindingCode.TRUNCATED
                : FindingCode.UNREADABLE,
            "segment " + (segment + 1) + " of the RLE data is not inside of them");
      }
      int sample = segment / sampleBytes;
      int significance = sampleBytes - 1 - segment % sampleBytes;
      int first = sample * sampleBytes + significance;
      int end = unpack(bytes, (int) from, (int) to, samples, first, expected);
      if (images == 1 || segment + 1 < segments) {
        requireFilling(bytes, end, (int) to);
      }
    }
    return samples;
  }

  /**
   * Unpacks a segment. Damaged runs may be read as other ones, but seldom end where the segment
   * does.
   *
   * @return offset behind the last pixel's code
   */
  private static int unpack(ByteBuffer bytes, int from, int to, byte[] target, int first, int step)
      throws DecodeException {
    int at = from;
    int out = first;
    while (out < target.length) {
      if (at >= to) {
        throw ended((out - first) / step, target.length / step);
      }
      int n = bytes.get(at++);
      if (n == NOTHING) {
        continue;
      }
      int count = n >= 0 ? n + 1 : 1 - n;
      if ((long) count * step > target.length - out + first) {
        throw new DecodeException(
            FindingCode.UNREADABLE, "a segment of the RLE data holds more pixels than the image");
      }
      if (n >= 0) {
        int there = Math.min(count, to - at);
        for (int i = 0; i < there; i++) {
          target[out] = bytes.get(at + i);
          out += step;
        }
        at += there;
      } else if (at < to) {
        byte value = bytes.get(at++);
        for (int i = 0; i < count; i++) {
          target[out] = value;
          out += step;
        }
      }
    }
    return at;
  }

  private static void requireFilling(ByteBuffer bytes, int from, int to) throws DecodeException {
    for (int at = from; at < to; at++) {
      if (bytes.get(at) != 0 && bytes.get(at) != NOTHING) {
        throw new DecodeException(
            FindingCode.UNREADABLE, "data are left over behind the last pixel of an RLE segment");
      }
    }
  }

  private static DecodeException ended(int pixels, int expected) {
    return new DecodeException(
        FindingCode.TRUNCATED,
        "a segment of the RLE data ends after " + pixels + " of " + expected + " pixels");
  }
}
