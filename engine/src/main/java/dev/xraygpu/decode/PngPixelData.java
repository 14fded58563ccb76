package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Says what is wrong with a PNG's compressed pixels, once a decoder has refused them without a word
 * that could be passed on. It decompresses all of them, so it is for files that have failed.
 */
public final class PngPixelData {
  private static final int HEADER = PngChunks.SIGNATURE.length() + 8;
  private static final int MOST_FILTERS = 4;

  /** Bytes behind the last row, which change no pixel. */
  private static final int MOST_SURPLUS = 1 << 16;

  /** Columns and rows of the seven passes: first one, and step (ISO/IEC 15948, 8.2). */
  private static final int[][] ADAM7 = {
    {0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 1, 0, 1}};

  private PngPixelData() {}

  /**
   * What is wrong, for a message; nothing if it is something else.
   *
   * @param file a PNG whose chunks are whole and intact; not changed
   */
  public static Optional<String> fault(ByteBuffer file) {
    int width = file.getInt(HEADER);
    int height = file.getInt(HEADER + 4);
    int bits = file.get(HEADER + 8) * channels(file.get(HEADER + 9));
    boolean interlaced = file.get(HEADER + 12) == 1;
    Inflater inflater = new Inflater();
    try {
      Source source = new Source(new PngChunks(file), inflater);
      int rows = 0;
      for (int[] pass : interlaced ? ADAM7 : WHOLE) {
        int columns = (width - pass[0] + pass[1] - 1) / pass[1];
        byte[] row = new byte[(int) (((long) columns * bits + 7) / 8) + 1];
        for (int y = pass[2]; y < height && columns > 0; y += pass[3]) {
          if (!source.fill(row)) {
            return Optional.of(
                "the compressed pixels end after "
                    + rows
                    + " rows"
                    + of(height, interlaced)
                    + source.interruption());
          }
          if (row[0] < 0 || row[0] > MOST_FILTERS) {
            return Optional.of("row " + rows + " has the unknown filter " + (row[0] & 0xff));
          }
          rows++;
        }
      }
      return source.endsBehind(MOST_SURPLUS)
          ? Optional.empty()
          : Optional.of("the compressed pixels' checksum is missing");
    } catch (DataFormatException e) {
      return Optional.of("the compressed pixels are damaged (" + e.getMessage() + ")");
    } catch (DecodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  // Rows of an interlaced image are counted pass by pass, which says little.
  private static String of(int height, boolean interlaced) {
    return interlaced ? " of its passes" : " of " + height;
  }

  private static int channels(byte colorType) {
    return switch (colorType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** The decompressed bytes of all pixel chunks. */
  private static final class Source {
    private final PngChunks chunks;
    private final Inflater inflater;
    private boolean begun;
    private String interruption = "";

    Source(PngChunks chunks, Inflater inflater) {
      this.chunks = chunks;
      this.inflater = inflater;
    }

    /** Whether the data end as they should, or go on for longer than anyone looks. */
    boolean endsBehind(int most) throws DataFormatException, DecodeException {
      return fill(new byte[most]) || inflater.finished();
    }

    /** Whether there was enough for all of it. */
    boolean fill(byte[] row) throws DataFormatException, DecodeException {
      int filled = 0;
      while (filled < row.length) {
        int count = inflater.inflate(row, filled, row.length - filled);
        filled += count;
        if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !more())) {
          return false;
        }
      }
      return true;
    }

    private boolean more() throws DecodeException {
      String type = chunks.next();
      while (!begun && !type.equals("IDAT") && !type.equals("IEND")) {
        type = chunks.next();
      }
      begun = true;
      if (type.equals("IDAT")) {
        inflater.setInput(chunks.data());
        return true;
      }
      // What is behind another chunk is none of the pixels, as libpng has it.
      for (String next = type; !next.equals("IEND"); next = chunks.next()) {
        if (next.equals("IDAT")) {
          interruption = ": chunk " + type + " lies among the pixel chunks";
        }
      }
      return false;
    }

    /** What stands between pixel chunks, for a message; empty if nothing does. */
    String interruption() {
      return interruption;
    }
  }
}
