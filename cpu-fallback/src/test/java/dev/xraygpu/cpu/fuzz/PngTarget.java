package dev.xraygpu.cpu.fuzz;

import dev.xraygpu.decode.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Makes a PNG of any bytes, whose checksums are right, and holds it against {@link FileTarget}:
 * changed bytes of a whole PNG hardly get beyond its checksums.
 */
public final class PngTarget {
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
    PngWriter png = new PngWriter(width, height, depth, color, interlaced);
    for (int extra = below(4); extra > 0; extra--) {
      String[] types = {"gAMA", "sBIT", "pHYs", "sRGB", "cHRM", "bKGD", "tEXt"};
      int[] lengths = {4, channels, 9, 1, 32, below(7), 20};
      int which = below(types.length);
      png.chunk(types[which], take(lengths[which]));
    }
    if (color == PALETTE || (color % 4 == 2 && below(6) == 0)) {
      png.chunk("PLTE", take(3 * (1 + below(MOST_COLORS))));
    }
    if (below(6) == 0) {
      png.chunk("tRNS", take(below(13)));
    }
    int parts = 1 + below(3);
    int rowBytes = 1 + (width * channels * depth + 7) / 8;
    byte[] data = below(8) == 7 ? streamOf(rowBytes * height) : compressedRows(rowBytes, height);
    return png.pixels(data, parts).toBytes();
  }

  /** Rows with filters, one of them perhaps invalid, as zlib compresses them. */
  private byte[] compressedRows(int rowBytes, int height) {
    int filters = below(8) == 7 ? 6 : 5;
    int level = below(10);
    int strategy = below(3);
    byte[] rest = take(Math.max(1, choices.length - next));
    byte[] rows = new byte[rowBytes * height];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rest[i % rest.length];
    }
    for (int row = 0; row < height; row++) {
      rows[row * rowBytes] = (byte) ((rows[row * rowBytes] & 0xff) % filters);
    }
    return PngWriter.compress(rows, level, strategy);
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
