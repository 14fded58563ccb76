package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.HuffmanLookup.AC_BITS;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.ADVANCE_SHIFT;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.END_OF_BLOCK;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.INVALID;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads blocks from the entropy-coded data of a scan.
 *
 * <p>Eight bytes are loaded at a bit position, of which at least 57 bits are of use, without asking
 * how many are needed: that is enough for a DC symbol and two look-ups of {@link SymbolPairs}, or
 * for four of these. There is little state besides, because HotSpot has few registers to keep it.
 */
final class BlockReader {
  private static final int LAST = 63;

  /** Bytes behind the last block that are taken for an encoder's padding. */
  private static final int TOLERATED_BYTES = 8;

  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ScanWindow window = new ScanWindow();
  private final byte[] bytes = window.bytes;
  private final int[] planes;

  /** The next bit in the window. */
  private int position;

  /** The bit from which on to look after the window before the next block. */
  private int checkpoint;

  private boolean unusual;

  /** Previous DC coefficient of the component whose coefficients are kept. */
  private int prediction;

  /** A reader that stores coefficients in {@link CoefficientPlanes}. */
  BlockReader(int[] planes) {
    this.planes = planes;
  }

  /**
   * Starts a scan or a restart interval.
   *
   * @param file all bytes of the file, little-endian; not changed
   * @param offset of the first byte of entropy-coded data
   */
  void start(ByteBuffer file, int offset) {
    window.start(file, offset);
    position = 0;
    prediction = 0;
    setCheckpoint();
  }

  /**
   * Whether data that were {@linkplain #finish finished} since the last {@link #release} hold what
   * no encoder needs to write: other bytes behind the last block than zeros and ones that fill up,
   * or 0xFF several times before its zero byte.
   */
  boolean unusual() {
    return unusual;
  }

  /** Forgets the file. */
  void release() {
    unusual = false;
    window.release();
  }

  private void setCheckpoint() {
    checkpoint = window.last() ? 8 * window.length() : 8 * (window.length() - ScanWindow.PADDING);
  }

  /** Makes sure that there are data for one more block. */
  private void look() throws DecodeException {
    if (!window.last()) {
      window.slide(position >> 3);
      position &= 7;
      setCheckpoint();
    }
    if (window.last() && position >= 8 * window.length()) {
      throw exhausted();
    }
  }

  private static DecodeException exhausted() {
    return new DecodeException(FindingCode.TRUNCATED, "the JPEG's image data end early");
  }

  /** The bits from there on, at least 57 of them, and zeros. */
  private static long load(byte[] data, int bit) {
    return (long) BIG.get(data, bit >> 3) << (bit & 7);
  }

  /**
   * The bits that follow those which {@link #load} gives at the same place, and its last eight: to
   * be loaded before it is known how many are needed, since the processor would wait for that.
   */
  private static long after(byte[] data, int bit) {
    return (long) BIG.get(data, (bit >> 3) + 7);
  }

  /** How many bits {@link #load} gives before those of {@link #after} start. */
  private static int bitsBefore(int bit) {
    return 56 - (bit & 7);
  }

  /**
   * Reads a block and stores its coefficients.
   *
   * @param dc codes of the differences of the first coefficient
   * @param ac codes of the other coefficients
   * @param block the block's place in the planes, which hold zeros there
   */
  void read(HuffmanLookup dc, HuffmanLookup ac, int block) throws DecodeException {
    if (position >= checkpoint) {
      look();
    }
    byte[] data = bytes;
    int[] kept = planes;
    long[] pairs = ac.pairs;
    long next = load(data, position);

    int entry = dc.entry(next);
    prediction += HuffmanLookup.value(entry, next);
    int start = position + (entry & 63);
    kept[block] = prediction;
    // Two look-ups fit behind a DC symbol, but four fit behind bits that were loaded with it.
    next = next << entry | after(data, position) >>> (bitsBefore(position) - entry);

    // Bits taken and coefficients passed, in one number.
    int sum = SymbolPairs.summand(0, entry >>> ADVANCE_SHIFT);
    long pair = 0;
    boolean more = entry >>> ADVANCE_SHIFT == 0;
    while (more) {
      pair = pairs[(int) (next >>> (64 - AC_BITS))];
      next <<= pair;
      keep(kept, block, pair, sum);
      sum += (int) pair;
      if (SymbolPairs.advance(sum) < LAST) {
        pair = pairs[(int) (next >>> (64 - AC_BITS))];
        next <<= pair;
        keep(kept, block, pair, sum);
        sum += (int) pair;
        if (SymbolPairs.advance(sum) < LAST) {
          pair = pairs[(int) (next >>> (64 - AC_BITS))];
          next <<= pair;
          keep(kept, block, pair, sum);
          sum += (int) pair;
          if (SymbolPairs.advance(sum) < LAST) {
            pair = pairs[(int) (next >>> (64 - AC_BITS))];
            next <<= pair;
            keep(kept, block, pair, sum);
            sum += (int) pair;
          }
        }
      }
      if (SymbolPairs.advance(sum) >= SymbolPairs.NONE) {
        pair = 0;
        sum = readSingle(ac, block, start, sum);
      }
      more = SymbolPairs.advance(sum) < LAST;
      next = load(data, start + SymbolPairs.bits(sum));
    }
    end(ac, start, sum, pair);
  }

  /** Reads an AC symbol that a look-up of pairs did not find, and adds it to the sum. */
  private int readSingle(HuffmanLookup ac, int block, int start, int sum) {
    int before = SymbolPairs.withoutNone(sum);
    long next = load(bytes, start + SymbolPairs.bits(before));
    int entry = ac.entry(next);
    int value = HuffmanLookup.value(entry, next);
    int k = SymbolPairs.advance(before) + (entry >>> ADVANCE_SHIFT);
    planes[CoefficientPlanes.BY_ZIGZAG[k] + block] = value;
    return before + SymbolPairs.summand(entry & 63, entry >>> ADVANCE_SHIFT);
  }

  /**
   * Ends a block.
   *
   * @param start where its AC symbols start
   * @param sum of their entries
   * @param last the last entry of pairs; 0 if a single symbol came last
   */
  private void end(HuffmanLookup ac, int start, int sum, long last) throws DecodeException {
    int end = SymbolPairs.advance(sum);
    int endOfFirst = end - SymbolPairs.advance((int) last) + SymbolPairs.firstAdvance(last);
    position = start + SymbolPairs.bits(sum);
    if (end == LAST) {
      return;
    }
    if (endOfFirst == LAST) {
      // The second symbol is the next block's.
      position -= SymbolPairs.bits((int) last);
      position += ac.entry(load(bytes, position)) & 63;
      return;
    }
    boolean ended = end >= END_OF_BLOCK && end < INVALID;
    if (!ended || endOfFirst > LAST && endOfFirst != end) {
      throw damaged(end);
    }
  }

  /**
   * Reads a block and forgets it.
   *
   * @return 0 if it only repeats the first coefficient of its component's block before and ends
   */
  int skip(HuffmanLookup dc, HuffmanLookup ac) throws DecodeException {
    if (position >= checkpoint) {
      look();
    }
    byte[] data = bytes;
    long[] pairs = ac.pairs;
    long next = load(data, position);
    int entry = dc.entry(next);
    int difference = HuffmanLookup.value(entry, next);
    next <<= entry;
    int start = position + (entry & 63);
    int sum = SymbolPairs.summand(0, entry >>> ADVANCE_SHIFT);
    long pair = 0;
    boolean more = entry >>> ADVANCE_SHIFT == 0;
    while (more) {
      pair = pairs[(int) (next >>> (64 - AC_BITS))];
      sum += (int) pair;
      if (SymbolPairs.advance(sum) >= SymbolPairs.NONE) {
        pair = 0;
        sum = SymbolPairs.withoutNone(sum);
        int single = ac.entry(load(data, start + SymbolPairs.bits(sum)));
        sum += SymbolPairs.summand(single & 63, single >>> ADVANCE_SHIFT);
      }
      more = SymbolPairs.advance(sum) < LAST;
      next = load(data, start + SymbolPairs.bits(sum));
    }
    end(ac, start, sum, pair);
    return difference | (SymbolPairs.advance(sum) ^ END_OF_BLOCK);
  }

  private static void keep(int[] kept, int block, long pair, int sum) {
    // Of an entry of one symbol, the value replaces the 0 that stands for the second.
    int second = SymbolPairs.advance(sum + (int) pair);
    kept[CoefficientPlanes.BY_ZIGZAG[second] + block] = SymbolPairs.secondValue(pair);
    int first = SymbolPairs.advance(sum) + SymbolPairs.firstAdvance(pair);
    kept[CoefficientPlanes.BY_ZIGZAG[first] + block] = SymbolPairs.firstValue(pair);
  }

  /**
   * What is wrong with a block that neither ended nor was filled. Where the data ended within it,
   * that is the reason: what came behind them was made up.
   */
  private DecodeException damaged(int k) {
    if (window.last() && position > 8 * window.length()) {
      return exhausted();
    }
    return new DecodeException(
        FindingCode.UNREADABLE,
        k >= INVALID
            ? "corrupt JPEG: bits that are no Huffman code"
            : "corrupt JPEG: a block of more than 64 coefficients");
  }

  /**
   * Ends a scan or a restart interval after its last block.
   *
   * @return the marker behind the data
   * @throws DecodeException if data were missing or are left over, or no marker follows
   */
  int finish() throws DecodeException {
    if (window.last() && position > 8 * window.length()) {
      throw exhausted();
    }
    int from = (position + 7) >> 3;
    int surplus = 0;
    boolean filling = true;
    while (true) {
      for (; from < window.length(); from++) {
        surplus++;
        filling &= bytes[from] == 0 || bytes[from] == -1;
      }
      if (!filling && surplus > TOLERATED_BYTES) {
        throw new DecodeException(
            FindingCode.UNREADABLE, "corrupt JPEG: data are left over behind the last block");
      }
      if (window.last()) {
        break;
      }
      window.slide(window.length());
      from = 0;
    }
    unusual |= !filling || window.repeatedPrefix();
    if (window.marker() == ScanWindow.NO_MARKER) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the file ends without the JPEG's end marker");
    }
    return window.marker();
  }

  /** Offset in the file behind the marker that {@link #finish} returned. */
  int behindMarker() {
    return window.behindMarker();
  }
}
