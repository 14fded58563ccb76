package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE compression (PS3.5, annex G): a PackBits segment for each byte of each sample. */
final class RunLengths {
  private static final int HEADER = 64;
  private static final int MAX_SEGMENTS = 15;

  private RunLengths() {}

  /**
   * Undoes the compression of a frame.
   *
   * @return samples in little endian, those of a pixel following each other
   */
  static byte[] decode(ByteBuffer stream, PixelLayout layout) throws DecodeException {
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
      unpack(bytes, (int) from, (int) to, samples, first, expected);
    }
    return samples;
  }

  private static void unpack(ByteBuffer bytes, int from, int to, byte[] target, int first, int step)
      throws DecodeException {
    int at = from;
    int out = first;
    while (out < target.length) {
      if (at >= to) {
        throw new DecodeException(
            FindingCode.TRUNCATED,
            "a segment of the RLE data ends after "
                + (out - first) / step
                + " of "
                + target.length / step
                + " pixels");
      }
      int n = bytes.get(at++);
      if (n >= 0) {
        int count = Math.min(n + 1, to - at);
        for (int i = 0; i < count && out < target.length; i++) {
          target[out] = bytes.get(at + i);
          out += step;
        }
        at += count;
      } else if (n != -128 && at < to) {
        byte value = bytes.get(at++);
        for (int i = 0; i < 1 - n && out < target.length; i++) {
          target[out] = value;
          out += step;
        }
      }
    }
  }
}
