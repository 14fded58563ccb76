package dev.xraygpu.cpu.fuzz;

import dev.xraygpu.decode.TiffWriter;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes a TIFF of any bytes, whose directory is mostly right, and holds it against {@link
 * FileTarget}: of changed bytes of a whole TIFF, most are pixels, and change nothing else.
 */
public final class TiffTarget {
  private static final int[] PHOTOMETRICS = {0, 1, 1, 2, 2, 3, 5, 6};
  private static final int[] DEPTHS = {1, 8, 8, 8, 10, 12, 14, 16, 16};
  private static final int[] COMPRESSIONS = {
    TiffWriter.NONE, TiffWriter.LZW, TiffWriter.DEFLATE, 32946, TiffWriter.PACK_BITS
  };
  private static final int PALETTE = 3;

  /** Tags whose values may be others than they should be. */
  private static final int[] TAGS = {
    256, 257, 258, 259, 262, 266, 274, 277, 278, 284, 317, 322, 323, 338, 339
  };

  private final byte[] choices;
  private int next;

  private TiffTarget(byte[] choices) {
    this.choices = choices;
  }

  /**
   * Reads the TIFF that the bytes stand for; called by the fuzzer.
   *
   * @throws IllegalStateException if something does not hold
   */
  public static void fuzzerTestOneInput(byte[] choices) {
    FileTarget.fuzzerTestOneInput(file(choices));
  }

  /** The TIFF that bytes stand for: their first ones choose its kind, the others are its data. */
  static byte[] file(byte[] choices) {
    return new TiffTarget(choices).file();
  }

  private byte[] file() {
    int width = 1 + below(70);
    int height = 1 + below(40);
    int photometric = PHOTOMETRICS[below(PHOTOMETRICS.length)];
    boolean palette = photometric == PALETTE;
    int bits = palette ? 1 << below(4) : DEPTHS[below(DEPTHS.length)];
    int channels = photometric < 2 || palette ? 1 : photometric == 5 ? 4 : 3;
    int samples = Math.min(4, channels + below(6) / 5);
    int compression = COMPRESSIONS[below(COMPRESSIONS.length)];
    boolean tiles = below(3) == 2;
    int columns = 16 * (1 + below(4));
    int rows = 1 + below(40);
    int ways = below(256);
    boolean own = below(8) == 7;
    long[] palettes = new long[3 << bits];
    Arrays.setAll(palettes, i -> i * 7919L % 65_536);
    int wrong = below(6) == 5 ? TAGS[below(TAGS.length)] : 0;
    long value = (long) below(256) << (below(3) * 4);
    TiffWriter writer =
        new TiffWriter(
            width, height, samples, bits, photometric, values(width, height, samples, bits));
    writer
        .compression(compression)
        .order((ways & 1) > 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (tiles) {
      writer.tiles(columns, 16 * (1 + rows / 14));
    } else {
      writer.strips(rows);
    }
    if (palette) {
      writer.field(320, palettes);
    }
    if (samples > channels) {
      writer.field(338, ways >> 1 & 1);
    }
    if ((ways & 4) > 0) {
      writer.differences();
    }
    if ((ways & 24) == 24) {
      writer.planes();
    }
    if ((ways & 96) == 96) {
      writer.field(274, 1 + ways % 8);
    }
    if ((ways & 192) == 128) {
      writer.big();
    }
    if (own) {
      writer.data(Arrays.copyOfRange(choices, Math.min(next, choices.length), choices.length));
    }
    if (wrong > 0) {
      writer.field(wrong, value);
    }
    return writer.toBytes();
  }

  private int[] values(int width, int height, int samples, int bits) {
    int[] values = new int[width * height * samples];
    int left = choices.length - next;
    for (int i = 0; i < values.length; i++) {
      int value = left > 0 ? choices[next + i % left] * 257 : 0;
      values[i] = value & (1 << bits) - 1;
    }
    return values;
  }

  private int below(int bound) {
    return next < choices.length ? (choices[next++] & 0xff) % bound : 0;
  }
}
