package dev.xraygpu.sink;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
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
 * Writes gray PNG files of 8 or 16 bits. The JDK's own writer would do, but it takes the whole
 * desktop module with it at start-up and three copies of each image.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte FILTER_UP = 2;

  private PngEncoder() {}

  /** Writes a whole file. The stream stays open. */
  public static void write(HostImage image, OutputStream out) throws IOException {
    out.write(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(image.size().width())
            .putInt(image.size().height())
            .put((byte) image.type().bits())
            .array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", compress(image));
    chunk(out, "IEND", new byte[0]);
  }

  /** The bytes of a whole file. */
  public static byte[] encode(HostImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(image, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }

  // Each row as the difference to the one above, which suits the smooth fields of an X-ray.
  private static byte[] compress(HostImage image) {
    int rowBytes = image.size().width() * image.type().bytes();
    int height = image.size().height();
    byte[] filtered = new byte[Math.multiplyExact(rowBytes + 1, height)];
    byte[] above = new byte[rowBytes];
    byte[] row = new byte[rowBytes];
    ByteBuffer pixels = image.bytes();
    int at = 0;
    for (int y = 0; y < height; y++) {
      pixels.get(row);
      if (image.type() == PixelType.U16) {
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
    Deflater deflater = new Deflater(6);
    try {
      deflater.setInput(filtered);
      deflater.finish();
      // zlib's own bound for incompressible data.
      byte[] out = new byte[filtered.length + (filtered.length >>> 12) + 64];
      int length = 0;
      while (!deflater.finished()) {
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
