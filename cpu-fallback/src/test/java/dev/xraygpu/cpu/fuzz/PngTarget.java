package dev.xraygpu.cpu.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes a PNG of any bytes, whose checksums are right, and holds it against {@link FileTarget}:
 * changed bytes of a whole PNG hardly get beyond its checksums.
 */
public final class PngTarget {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int PALETTE = 3;
  private static final int MOST_COLORS = 256;

  private final byte[] choices;
  private int next;

  private PngTarget(byte[] choices) {
    this.choices = choices;
  }

  /**
   * Reads the PNG that the bytes stand for; called by the fuzzer.
   *
   * @throws IllegalStateException if something does not hold
   */
  public static void fuzzerTestOneInput(byte[] choices) {
    FileTarget.fuzzerTestOneInput(file(choices));
  }

  /** The PNG that bytes stand for: their first ones choose its kind, the others are its data. */
  static byte[] file(byte[] choices) {
    try {
      return new PngTarget(choices).file();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] file() throws IOException {
    int width = 1 + below(70);
    int height = 1 + below(40);
    int color = new int[] {0, 0, 0, 2, PALETTE, 4, 6}[below(7)];
    int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[color];
    int[] depths =
        switch (color) {
          case 0 -> new int[] {1, 2, 4, 8, 16};
          case PALETTE -> new int[] {1, 2, 4, 8};
          default -> new int[] {8, 16};
        };
    int depth = depths[below(depths.length)];
    boolean interlaced = below(8) == 7;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.write(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {(byte) depth, (byte) color, 0, 0, (byte) (interlaced ? 1 : 0)});
    chunk(png, "IHDR", header.toByteArray());
    for (int extra = below(4); extra > 0; extra--) {
      String[] types = {"gAMA", "sBIT", "pHYs", "sRGB", "cHRM", "bKGD", "tEXt"};
      int[] lengths = {4, channels, 9, 1, 32, below(7), 20};
      int which = below(types.length);
      chunk(png, types[which], take(lengths[which]));
    }
    if (color == PALETTE || (color % 4 == 2 && below(6) == 0)) {
      chunk(png, "PLTE", take(3 * (1 + below(MOST_COLORS))));
    }
    if (below(6) == 0) {
      chunk(png, "tRNS", take(below(13)));
    }
    int parts = 1 + below(3);
    int rowBytes = 1 + (width * channels * depth + 7) / 8;
    byte[] data = below(8) == 7 ? streamOf(rowBytes * height) : compressedRows(rowBytes, height);
    for (int part = 0; part < parts; part++) {
      chunk(
          png,
          "IDAT",
          Arrays.copyOfRange(data, data.length * part / parts, data.length * (part + 1) / parts));
    }
    chunk(png, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  /** Rows with filters, one of them perhaps invalid, as zlib compresses them. */
  private byte[] compressedRows(int rowBytes, int height) {
    int filters = below(8) == 7 ? 6 : 5;
    Deflater deflater = new Deflater(below(10));
    deflater.setStrategy(below(3));
    byte[] rest = take(Math.max(1, choices.length - next));
    byte[] rows = new byte[rowBytes * height];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rest[i % rest.length];
    }
    for (int row = 0; row < height; row++) {
      rows[row * rowBytes] = (byte) ((rows[row * rowBytes] & 0xff) % filters);
    }
    deflater.setInput(rows);
    deflater.finish();
    byte[] compressed = new byte[rows.length + 1000];
    int length = 0;
    while (!deflater.finished()) {
      // A call that changes the strategy may return nothing.
      length += deflater.deflate(compressed, length, compressed.length - length);
    }
    deflater.end();
    return Arrays.copyOf(compressed, length);
  }

  /** The remaining bytes as a DEFLATE stream of whatever they say, with a checksum that fits. */
  private byte[] streamOf(int expected) throws IOException {
    byte[] stream = take(Math.max(0, choices.length - next));
    Inflater inflater = new Inflater(true);
    inflater.setInput(stream);
    byte[] data = new byte[expected + 50];
    int length = 0;
    try {
      length = inflater.inflate(data);
    } catch (DataFormatException e) {
      // Decoders will see that, too.
    }
    inflater.end();
    Adler32 checksum = new Adler32();
    checksum.update(data, 0, length);
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(zlib);
    out.write(new byte[] {0x78, 1});
    out.write(stream);
    out.writeInt((int) checksum.getValue());
    return zlib.toByteArray();
  }

  private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    png.writeInt(data.length);
    png.write(name);
    png.write(data);
    png.writeInt((int) checksum.getValue());
  }

  private int below(int bound) {
    return next < choices.length ? (choices[next++] & 0xff) % bound : 0;
  }

  /** The next bytes, and zeros where there are no more. */
  private byte[] take(int count) {
    int end = Math.min(choices.length, next + count);
    byte[] taken = Arrays.copyOf(Arrays.copyOfRange(choices, next, end), count);
    next = end;
    return taken;
  }
}
