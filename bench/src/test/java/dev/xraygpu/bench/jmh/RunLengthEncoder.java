package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE compression of a DICOM frame (PS3.5, annex G), the most significant bytes first. */
final class RunLengthEncoder {
  private static final int HEADER = 64;
  private static final int LONGEST = 128;

  private RunLengthEncoder() {}

  static byte[] encode(HostImage image) {
    int segments = image.type().bytes();
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(segments);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int segment = 0; segment < segments; segment++) {
      header.putInt(HEADER + data.size());
      int shift = 8 * (segments - 1 - segment);
      int width = image.size().width();
      byte[] row = new byte[width];
      for (int y = 0; y < image.size().height(); y++) {
        for (int x = 0; x < width; x++) {
          row[x] = (byte) (image.get(x, y) >> shift);
        }
        pack(row, data);
      }
      if (data.size() % 2 != 0) {
        data.write(0);
      }
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(header.array());
    stream.writeBytes(data.toByteArray());
    return stream.toByteArray();
  }

  private static void pack(byte[] row, ByteArrayOutputStream out) {
    int at = 0;
    while (at < row.length) {
      int run = run(row, at);
      if (run > 1) {
        out.write(1 - run);
        out.write(row[at]);
        at += run;
        continue;
      }
      int end = at + 1;
      while (end < row.length && end - at < LONGEST && run(row, end) < 3) {
        end++;
      }
      out.write(end - at - 1);
      out.write(row, at, end - at);
      at = end;
    }
  }

  private static int run(byte[] row, int from) {
    int end = from + 1;
    while (end < row.length && end - from < LONGEST && row[end] == row[from]) {
      end++;
    }
    return end - from;
  }
}
