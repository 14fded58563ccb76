package dev.xraygpu.sink;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes gray PNG files of 8 or 16 bits, and colour ones of 8. The JDK's own writer would do, but
 * it takes the whole desktop module with it at start-up and three copies of each image.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte FILTER_UP = 2;
  private static final byte GRAY = 0;
  private static final byte RGB = 2;

  /** How much time is spent on small files. The pixels are the same. */
  public enum Effort {
    /** For files that are kept. */
    THOROUGH(6),
    /** For pictures to look at: several times faster, and a few per cent larger. */
    QUICK(1);

    private final int level;

    Effort(int level) {
      this.level = level;
    }
  }

  private PngEncoder() {}

  /** Writes a whole file. The stream stays open. */
  public static void write(HostImage image, OutputStream out) throws IOException {
    write(image, Effort.THOROUGH, out);
  }

  private static void write(HostImage image, Effort effort, OutputStream out) throws IOException {
    Rows rows =
        new Rows(
            image.bytes(),
            image.size().width() * image.type().bytes(),
            image.size().height(),
            image.type() == PixelType.U16);
    write(image.size(), image.type().bits(), GRAY, rows, effort, out);
  }

  /**
   * The bytes of a whole colour file.
   *
   * @param size columns and rows
   * @param rgb three bytes for each pixel, row by row
   */
  public static byte[] encodeColor(Size size, byte[] rgb, Effort effort) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Rows rows = new Rows(ByteBuffer.wrap(rgb), 3 * size.width(), size.height(), false);
      write(size, 8, RGB, rows, effort, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }

  /** Bytes of pixels, row by row; pairs of them may have to change places. */
  private record Rows(ByteBuffer bytes, int rowBytes, int height, boolean littleEndian) {}

  private static void write(
      Size size, int bits, byte colors, Rows rows, Effort effort, OutputStream out)
      throws IOException {
    out.write(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(size.width())
            .putInt(size.height())
            .put((byte) bits)
            .put(colors)
            .array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", compress(rows, effort));
    chunk(out, "IEND", new byte[0]);
  }

  /** The bytes of a whole file. */
  public static byte[] encode(HostImage image) {
    return encode(image, Effort.THOROUGH);
  }

  /** The bytes of a whole file, made with so much effort. */
  public static byte[] encode(HostImage image, Effort effort) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(image, effort, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }

  // Each row as the difference to the one above, which suits the smooth fields of an X-ray.
  private static byte[] compress(Rows rows, Effort effort) {
    int rowBytes = rows.rowBytes();
    int height = rows.height();
    byte[] filtered = new byte[Math.multiplyExact(rowBytes + 1, height)];
    byte[] above = new byte[rowBytes];
    byte[] row = new byte[rowBytes];
    ByteBuffer pixels = rows.bytes();
    int at = 0;
    for (int y = 0; y < height; y++) {
      pixels.get(row);
      if (rows.littleEndian()) {
        swapBytes(row);
      }
      filtered[at++] = FILTER_UP;
      for (int i = 0; i < rowBytes; i++) {
        filtered[at++] = (byte) (row[i] - above[i]);
      }
      byte[] former = above;
      above = row;
      row = former;
    }
    Deflater deflater = new Deflater(effort.level);
    try {
      deflater.setInput(filtered);
      deflater.finish();
      byte[] out = new byte[filtered.length + (filtered.length >>> 12) + 64];
      int length = 0;
      while (!deflater.finished()) {
        // Noise alone takes more: how much more is up to the zlib that Java runs with.
        if (length == out.length) {
          out = Arrays.copyOf(out, length + (length >>> 8) + 64);
        }
        length += deflater.deflate(out, length, out.length - length);
      }
      return Arrays.copyOf(out, length);
    } finally {
      deflater.end();
    }
  }

  private static void swapBytes(byte[] row) {
    for (int i = 0; i < row.length; i += 2) {
      byte low = row[i];
      row[i] = row[i + 1];
      row[i + 1] = low;
    }
  }

  private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.write(ByteBuffer.allocate(4).putInt(data.length).array());
    out.write(name);
    out.write(data);
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
