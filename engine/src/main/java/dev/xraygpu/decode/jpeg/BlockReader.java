package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.HuffmanLookup.ADVANCE_SHIFT;
import static dev.xraygpu.decode.jpeg.HuffmanLookup.BITS;
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
 * <p>The bit buffer is filled to at least 56 bits, without asking how many are left, before every
 * second symbol: two symbols never take more.
 */
final class BlockReader {
  /** Bytes behind the last block that are taken for an encoder's padding. */
  private static final int TOLERATED_BYTES = 8;

  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ScanWindow window = new ScanWindow();
  private final byte[] bytes = window.bytes;
  private final int[] planes;

  /** Bits not yet read, from the top; those below {@link #count} are the next bytes', or zero. */
  private long bits;

  private int count;
  private int position;

  /** Where to look after the window before the next block. */
  private int checkpoint;

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
    begin();
    prediction = 0;
  }

  /** Forgets the file. */
  void release() {
    window.release();
  }

  private void begin() {
    bits = 0;
    count = 0;
    position = 0;
    setCheckpoint();
  }

  private void setCheckpoint() {
    // A refill may point up to 7 bytes behind the data while bits are left.
    checkpoint = window.length() - (window.last() ? Long.BYTES : ScanWindow.PADDING);
  }

  /** Makes sure that there are data for one more block. */
  private void look() throws DecodeException {
    if (!window.last()) {
      window.slide(position);
      position = 0;
      setCheckpoint();
    }
    checkNotExhausted();
  }

  private void checkNotExhausted() throws DecodeException {
    if (8 * position - count > 8 * window.length()) {
      throw new DecodeException(FindingCode.TRUNCATED, "the JPEG's image data end early");
    }
  }

  /**
   * Reads a block and stores its dequantised coefficients.
   *
   * @param dc codes of the differences of the first coefficient
   * @param ac codes of the other coefficients
   * @param places {@link JpegFileHeader#places()}
   * @param largestStep {@link JpegFileHeader#largestStep()}
   * @param block the block's place in the planes, which hold zeros there
   * @return no less than the sum of the dequantised coefficients' magnitudes
   */
  int read(HuffmanLookup dc, HuffmanLookup ac, int[] places, int largestStep, int block)
      throws DecodeException {
    if (position >= checkpoint) {
      look();
    }
    long[] pairs = ac.pairs;
    int[] kept = planes;
    byte[] data = bytes;
    int at = position;
    int left = count;
    long next = bits | (long) BIG.get(data, at) >>> left;
    at += (63 - left) >>> 3;
    left |= 56;

    int entry = dc.entry(next);
    prediction += SymbolPairs.value(entry, next);
    next <<= entry;
    left -= entry & 63;
    int place = places[0];
    int first = prediction * (place >>> 16);
    kept[(place & 0xffff) + block] = first;
    int sum = 0;
    int k = entry >>> ADVANCE_SHIFT;
    int k1 = k;
    long before = next;
    long pair = 0;

    while (true) {
      while (true) {
        before = next;
        pair = pairs[(int) (next >>> (64 - BITS))];
        next <<= pair;
        left -= (int) pair & 63;
        k1 = k + ((int) pair >>> SymbolPairs.FIRST_ADVANCE_SHIFT & SymbolPairs.MASK);
        k += (int) pair >>> SymbolPairs.ADVANCE_SHIFT_OF_BOTH;
        sum += (int) (pair >>> SymbolPairs.MAGNITUDES_SHIFT) & SymbolPairs.MASK;
        // A single symbol's value replaces the 0 that stands for the second.
        place = places[k];
        kept[(place & 0xffff) + block] =
            (int) (pair >> SymbolPairs.SECOND_VALUE_SHIFT) * (place >>> 16);
        place = places[k1];
        kept[(place & 0xffff) + block] =
            (int) (pair << SymbolPairs.ABOVE_FIRST_VALUE >> SymbolPairs.SECOND_VALUE_SHIFT)
                * (place >>> 16);
        if (k >= 63) {
          break;
        }

        before = next;
        pair = pairs[(int) (next >>> (64 - BITS))];
        next <<= pair;
        left -= (int) pair & 63;
        k1 = k + ((int) pair >>> SymbolPairs.FIRST_ADVANCE_SHIFT & SymbolPairs.MASK);
        k += (int) pair >>> SymbolPairs.ADVANCE_SHIFT_OF_BOTH;
        sum += (int) (pair >>> SymbolPairs.MAGNITUDES_SHIFT) & SymbolPairs.MASK;
        place = places[k];
        kept[(place & 0xffff) + block] =
            (int) (pair >> SymbolPairs.SECOND_VALUE_SHIFT) * (place >>> 16);
        place = places[k1];
        kept[(place & 0xffff) + block] =
            (int) (pair << SymbolPairs.ABOVE_FIRST_VALUE >> SymbolPairs.SECOND_VALUE_SHIFT)
                * (place >>> 16);

        if (k >= 63) {
          break;
        }
        next |= (long) BIG.get(data, at) >>> left;
        at += (63 - left) >>> 3;
        left |= 56;
      }
      if (k < SymbolPairs.NONE) {
        break;
      }
      k -= SymbolPairs.NONE;
      next |= (long) BIG.get(data, at) >>> left;
      at += (63 - left) >>> 3;
      left |= 56;
      entry = ac.entry(next);
      int value = SymbolPairs.value(entry, next);
      next <<= entry;
      left -= entry & 63;
      k += entry >>> ADVANCE_SHIFT;
      k1 = k;
      if (k >= INVALID) {
        break;
      }
      sum += Math.abs(value);
      place = places[k];
      kept[(place & 0xffff) + block] = value * (place >>> 16);
      if (k >= 63) {
        break;
      }
      next |= (long) BIG.get(data, at) >>> left;
      at += (63 - left) >>> 3;
      left |= 56;
    }
    if (k != k1 && k1 == 63) {
      // The second symbol is the next block's.
      next = before << (pair >>> SymbolPairs.FIRST_LENGTH_SHIFT);
      left += ((int) pair & 63) - (((int) pair >>> SymbolPairs.FIRST_LENGTH_SHIFT) & 63);
      k = k1;
    }
    bits = next;
    count = left;
    position = at;
    if (k != 63 && (k < END_OF_BLOCK || k >= INVALID || (k1 > 63 && k1 != k))) {
      throw damaged(k);
    }
    return Math.abs(first) + sum * largestStep;
  }

  /** Reads a block and forgets it. */
  void skip(HuffmanLookup dc, HuffmanLookup ac) throws DecodeException {
    if (position >= checkpoint) {
      look();
    }
    int[] entries = ac.entries;
    byte[] data = bytes;
    int at = position;
    int left = count;
    long next = bits | (long) BIG.get(data, at) >>> left;
    at += (63 - left) >>> 3;
    left |= 56;
    int entry = dc.entry(next);
    next <<= entry;
    left -= entry & 63;
    int k = entry >>> ADVANCE_SHIFT;
    while (k < 63) {
      next |= (long) BIG.get(data, at) >>> left;
      at += (63 - left) >>> 3;
      left |= 56;
      entry = entries[(int) (next >>> (64 - BITS))];
      if (entry == 0) {
        entry = ac.longer(next);
      }
      next <<= entry;
      left -= entry & 63;
      k += entry >>> ADVANCE_SHIFT;
    }
    bits = next;
    count = left;
    position = at;
    if (k != 63 && (k < END_OF_BLOCK || k >= INVALID)) {
      throw damaged(k);
    }
  }

  /**
   * What is wrong with a block that neither ended nor was filled. Where the data ended within it,
   * that is the reason: what came behind them was made up.
   */
  private DecodeException damaged(int k) {
    if (window.last() && 8 * position - count > 8 * window.length()) {
      return new DecodeException(FindingCode.TRUNCATED, "the JPEG's image data end early");
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
    int from = (8 * position - count + 7) >> 3;
    int surplus = 0;
    boolean filling = true;
    while (true) {
      if (window.last()) {
        checkNotExhausted();
      }
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
      position = 0;
      count = 0;
    }
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
