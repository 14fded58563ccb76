package dev.xraygpu.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Tells which image a gzip-compressed file holds, as volumes and DICOM are often stored. */
final class GzipContent {
  private static final String SIGNATURE = "\u001f\u008b";

  /** Compressed bytes that are looked at, and those that they stand for. */
  private static final int MOST = 1 << 12;

  private static final int LOOKED_AT = 1 << 10;

  private GzipContent() {}

  /** The format inside, if it is a known one. */
  static Optional<ImageFormat> of(ByteBuffer buffer) {
    ByteBuffer start = start(FileBytes.bigEndian(buffer));
    return start.limit() == 0 ? Optional.empty() : HeaderProbe.formatOf(start);
  }

  /** The first bytes inside; none of a file that is not compressed. */
  static ByteBuffer start(FileBytes file) {
    if (!file.matches(0, SIGNATURE)) {
      return ByteBuffer.allocate(0);
    }
    byte[] compressed = new byte[Math.min(file.length(), MOST)];
    file.slice(0, compressed.length).get(compressed);
    byte[] start = new byte[LOOKED_AT];
    int filled = 0;
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      int count = content.read(start, 0, start.length);
      while (count > 0) {
        filled += count;
        count = content.read(start, filled, start.length - filled);
      }
    } catch (IOException e) {
      // The part of the data that was looked at ends; what it stands for is known so far.
    }
    return ByteBuffer.wrap(start, 0, filled).slice();
  }
}
