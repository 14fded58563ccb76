package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import java.util.Arrays;

/**
 * Decodes the bit-planes of code-blocks (ISO/IEC 15444-1, annex D).
 *
 * <p>Four coefficients below each other, of which the passes take one after the other, share a
 * word, so that most of what their contexts depend on is read at once. Its lower 18 bits are the
 * significance of these four and of all around them: six rows of three. Words have a border of
 * their own, so that no edge is a special case.
 *
 * <p>Not thread-safe. Memory: 24 KiB and more for the widest blocks.
 */
final class CodeBlockDecoder implements DecodedBlock {
  private static final int ROWS = 4;
  private static final int WINDOW = 0x3ffff;

  /** A bit for each of the four, three bits apart. */
  private static final int FOUR = 0x249;

  /** Where these are in a word: of the coefficients themselves, of those visited and refined. */
  private static final int SIGNIFICANT = 4;

  private static final int VISITED = 18;
  private static final int REFINED = 19;

  /** Rows by the places of their bits. */
  private static final byte[] ROW_OF = {0, 0, 0, 1, 0, 0, 2, 0, 0, 3};

  private static final int FIRST_REFINEMENT = 14;
  private static final int SEGMENTATION_SYMBOL = 0xa;

  /**
   * Encoders leave out a few bytes at the end, in theory any number of certain ones; without a
   * limit, a few bytes could stand for passes over millions of coefficients.
   */
  private static final int MOST_MADE_UP = 64;

  private final ArithmeticDecoder bits = new ArithmeticDecoder();
  private final RawBits rawBits = new RawBits();

  /** By stripe and column, with a border: see the class. */
  private int[] words = new int[0];

  /** Which of the rows of a word's own column are negative, from the row above it to that below. */
  private byte[] negatives = new byte[0];

  /**
   * Twice the coefficients' magnitudes, so that the middle of what the planes read so far leave
   * open is a bit, too: it stands below the last one that is known.
   */
  private int[] magnitudes = new int[0];

  private byte[] contexts = new byte[0];
  private int width;
  private int height;
  private int stride;
  private boolean causal;

  /** Whether the pass is of plain bits. */
  private boolean raw;

  /**
   * Decodes a block.
   *
   * @param data its bytes, with {@link ArithmeticDecoder#PADDING} bytes of 0xFF behind all codes
   * @param block how large it is, how many passes its data hold, and where its codes begin
   * @param planes bit-planes of which it has data
   * @param kind of its subband
   * @param style how its passes are coded
   * @throws DecodeException if symbols that show damage are wrong, or passes have no data
   */
  void decode(byte[] data, CodeBlock block, int planes, Subband.Kind kind, CodingStyle style)
      throws DecodeException {
    width = block.width();
    height = block.height();
    stride = width + 2;
    int stripes = (height + ROWS - 1) / ROWS;
    int count = stride * (stripes + 2);
    if (words.length < count) {
      words = new int[count];
      negatives = new byte[count];
    } else {
      Arrays.fill(words, 0, count, 0);
      Arrays.fill(negatives, 0, count, (byte) 0);
    }
    if (magnitudes.length < width * ROWS * stripes) {
      magnitudes = new int[width * ROWS * stripes];
    } else {
      Arrays.fill(magnitudes, 0, width * height, 0);
    }
    contexts = ContextTables.significanceIn(kind);
    causal = style.causal();
    bits.reset();
    // Encoders that leave out passes may leave out bits of the last symbol, too.
    boolean cut = block.passes() < 3 * planes - 2;
    int[] beginnings = block.beginnings();
    int codes = 0;
    int madeUp = 0;
    int kindOfPass = 2;
    int plane = planes - 1;
    for (int pass = 0; pass < block.passes(); pass++) {
      if (style.begins(pass)) {
        if (pass > 0) {
          madeUp += raw ? rawBits.madeUp() : bits.madeUp();
        }
        raw = style.raw(pass);
        if (raw) {
          rawBits.start(data, beginnings[codes++]);
        } else {
          bits.start(data, beginnings[codes++]);
        }
      }
      for (int stripe = 0; stripe < stripes; stripe++) {
        int rows = Math.min(ROWS, height - stripe * ROWS);
        switch (kindOfPass) {
          case 0 -> propagate(stripe, rows, plane);
          case 1 -> refine(stripe, plane);
          default -> cleanUp(stripe, rows, plane);
        }
      }
      if (kindOfPass == 2) {
        if (style.symbols() && fourBits() != SEGMENTATION_SYMBOL) {
          boolean last = pass + 3 >= block.passes();
          if (!cut || !last || !bits.justEnded()) {
            throw Codestream.corrupt("a bit-plane does not end as it must");
          }
        }
        plane--;
      }
      if (madeUp + (raw ? rawBits.madeUp() : bits.madeUp()) > data.length + MOST_MADE_UP) {
        throw Codestream.corrupt("the passes of a code-block go on behind its data");
      }
      if (style.resets()) {
        bits.reset();
      }
      kindOfPass = (kindOfPass + 1) % 3;
    }
  }

  /**
   * Brings the coefficients of a region of interest down to the others (ISO/IEC 15444-1, annex H).
   *
   * @param shift by how many bits they stand above; 0 if there is no region
   */
  void lowerRegion(int shift) {
    if (shift == 0) {
      return;
    }
    for (int i = 0; i < width * height; i++) {
      // Of the doubled coefficient, as OpenJPEG compares and shifts it.
      if (magnitudes[i] >> shift != 0) {
        magnitudes[i] >>= shift;
      }
    }
  }

  @Override
  public void copyRow(int y, int[] doubled) {
    int from = y * width;
    int word = (y / ROWS + 1) * stride + 1;
    int row = y % ROWS + 1;
    for (int x = 0; x < width; x++) {
      int negative = -(negatives[word + x] >> row & 1);
      doubled[x] = (magnitudes[from + x] ^ negative) - negative;
    }
  }

  private int fourBits() {
    int symbol = 0;
    for (int i = 0; i < 4; i++) {
      symbol = symbol << 1 | bits.decode(ArithmeticDecoder.UNIFORM);
    }
    return symbol;
  }

  /** Those that are not significant beside one that is. */
  private void propagate(int stripe, int rows, int plane) {
    int first = (stripe + 1) * stride + 1;
    int inside = FOUR & ((1 << (3 * rows)) - 1);
    for (int x = 0; x < width; x++) {
      int word = words[first + x];
      if ((word & WINDOW) == 0) {
        continue;
      }
      int triples = word & WINDOW | word >> 1 & WINDOW | word >> 2 & WINDOW;
      int candidates = (triples | triples >> 3 | triples >> 6) & ~(word >> SIGNIFICANT) & inside;
      int visited = 0;
      while (candidates != 0) {
        int row = Integer.numberOfTrailingZeros(candidates);
        int bit = candidates & -candidates;
        candidates -= bit;
        visited |= bit;
        word = words[first + x];
        int around = word >> row & ContextTables.NEIGHBOURS;
        if ((raw ? rawBits.bit() : bits.decode(contexts[around])) != 0) {
          becomeSignificant(stripe, x, row, plane);
          // The one below has a significant neighbour now.
          candidates |= bit << 3 & ~(word >> SIGNIFICANT) & inside;
        }
      }
      words[first + x] |= visited << VISITED;
    }
  }

  /** One bit more of those that were significant before this plane. */
  private void refine(int stripe, int plane) {
    int first = (stripe + 1) * stride + 1;
    int at = stripe * ROWS * width;
    for (int x = 0; x < width; x++) {
      int word = words[first + x];
      int found = word >> SIGNIFICANT & ~(word >> VISITED) & FOUR;
      words[first + x] = word | found << REFINED;
      while (found != 0) {
        int row = Integer.numberOfTrailingZeros(found);
        found &= found - 1;
        int around = word >> row & ContextTables.NEIGHBOURS;
        int again = word >> (REFINED + row) & 1;
        int context = FIRST_REFINEMENT + (again != 0 ? 2 : around != 0 ? 1 : 0);
        int up = 2 * (raw ? rawBits.bit() : bits.decode(context)) - 1;
        magnitudes[at + ROW_OF[row] * width + x] += up << plane;
      }
    }
  }

  /** All others. */
  private void cleanUp(int stripe, int rows, int plane) {
    int first = (stripe + 1) * stride + 1;
    int inside = FOUR & ((1 << (3 * rows)) - 1);
    for (int x = 0; x < width; x++) {
      int word = words[first + x];
      int candidates = ~(word >> SIGNIFICANT | word >> VISITED) & inside;
      if ((word & WINDOW) == 0 && rows == ROWS) {
        if (bits.decode(ArithmeticDecoder.RUN) == 0) {
          continue;
        }
        int row = bits.decode(ArithmeticDecoder.UNIFORM) << 1;
        row |= bits.decode(ArithmeticDecoder.UNIFORM);
        becomeSignificant(stripe, x, 3 * row, plane);
        candidates &= -16 << (3 * row) >> 1;
      }
      while (candidates != 0) {
        int row = Integer.numberOfTrailingZeros(candidates);
        candidates &= candidates - 1;
        if (bits.decode(contexts[words[first + x] >> row & ContextTables.NEIGHBOURS]) != 0) {
          becomeSignificant(stripe, x, row, plane);
        }
      }
      words[first + x] &= ~(FOUR << VISITED);
    }
  }

  private void becomeSignificant(int stripe, int x, int place, int plane) {
    int row = ROW_OF[place];
    int at = (stripe + 1) * stride + 1 + x;
    int around = words[at] >> place;
    int index =
        (around >> 1 & 1)
            | (around >> 2 & 2)
            | (around >> 3 & 4)
            | (around >> 4 & 8)
            | (negatives[at] >> row & 1) << 4
            | (negatives[at - 1] >> (row + 1) & 1) << 5
            | (negatives[at + 1] >> (row + 1) & 1) << 6
            | (negatives[at] >> (row + 2) & 1) << 7;
    int sign = ContextTables.SIGN[index];
    int negative = raw ? rawBits.bit() : bits.decode(sign & 0x7f) ^ (sign >> 7 & 1);
    magnitudes[(stripe * ROWS + row) * width + x] = 3 << plane;
    mark(at, row + 1, negative);
    if (row == 0 && !causal) {
      mark(at - stride, ROWS + 1, negative);
    } else if (row == ROWS - 1) {
      mark(at + stride, 0, negative);
    }
  }

  /** Notes a coefficient in the words whose six rows it is in. */
  private void mark(int at, int row, int negative) {
    words[at - 1] |= 4 << (3 * row);
    words[at] |= 2 << (3 * row);
    words[at + 1] |= 1 << (3 * row);
    negatives[at] |= (byte) (negative << row);
  }
}
