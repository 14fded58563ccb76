package dev.xraygpu.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a PNG chunk by chunk, whatever they hold, with checksums that are right. */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int OVERHEAD = 12;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /**
   * A file of a signature and a header.
   *
   * @param depth bits of a sample
   * @param color the colour type's number
   */
  public PngWriter(int width, int height, int depth, int color, boolean interlaced) {
    file.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {(byte) depth, (byte) color, 0, 0, (byte) (interlaced ? 1 : 0)});
    chunk("IHDR", header.array());
  }

  /** Adds a chunk. */
  public PngWriter chunk(String type, byte[] data) {
    file.writeBytes(chunkOf(type, data));
    return this;
  }

  /**
   * Adds pixels.
   *
   * @param parts into how many chunks they go
   */
  public PngWriter pixels(byte[] compressed, int parts) {
    for (int part = 0; part < parts; part++) {
      int from = compressed.length * part / parts;
      int to = compressed.length * (part + 1) / parts;
      chunk("IDAT", Arrays.copyOfRange(compressed, from, to));
    }
    return this;
  }

  /** The file, which ends here. */
  public byte[] toBytes() {
    return chunk("IEND", new byte[0]).file.toByteArray();
  }

  /** A chunk's bytes. */
  public static byte[] chunkOf(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + OVERHEAD).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), Integer.BYTES, data.length + Integer.BYTES);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  /**
   * What a filter predicts of a byte (ISO/IEC 15948, 9.2 to 9.4).
   *
   * @param filter its number, 0 to 4
   * @param left byte of the pixel before, 0 to 255
   * @param top byte of the row above
   * @param corner byte of the pixel before in the row above
   */
  public static int prediction(int filter, int left, int top, int corner) {
    return switch (filter) {
      case 1 -> left;
      case 2 -> top;
      case 3 -> (left + top) / 2;
      case 4 -> paeth(left, top, corner);
      default -> 0;
    };
  }

  private static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  }

  /** Rows as zlib compresses them. */
  public static byte[] compress(byte[] rows, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    deflater.setInput(rows);
    deflater.finish();
    byte[] compressed = new byte[rows.length + rows.length / 100 + 1000];
    int length = 0;
    while (!deflater.finished()) {
      // A call that changes the strategy may return nothing.
      length += deflater.deflate(compressed, length, compressed.length - length);
    }
    deflater.end();
    return Arrays.copyOf(compressed, length);
  }
}
