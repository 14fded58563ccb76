package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;

/** A Huffman table (ISO/IEC 10918-1, annex C). */
final class HuffmanTable {
  private static final int LOOKUP_BITS = 10;
  private static final int LONGEST = 16;

  /** Length in bits 8 to 15, symbol below; 0 where the code is longer or none. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  private final int[] maxCode = new int[LONGEST + 1];
  private final int[] offset = new int[LONGEST + 1];
  private final byte[] symbols;

  /** Bytes that the definition takes. */
  final int definitionLength;

  /**
   * Reads a definition: 16 counts of codes by length, then the symbols.
   *
   * @param end behind the segment that holds it
   */
  HuffmanTable(byte[] data, int at, int end) throws DecodeException {
    int total = 0;
    for (int i = 0; i < LONGEST; i++) {
      total += at + i < end ? data[at + i] & 0xff : 0;
    }
    if (total > 256 || at + LONGEST + total > end) {
      throw corrupt("a Huffman table is cut off");
    }
    symbols = new byte[total];
    System.arraycopy(data, at + LONGEST, symbols, 0, total);
    definitionLength = LONGEST + total;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int n = data[at + length - 1] & 0xff;
      offset[length] = index - code;
      if (code + n > 1 << length) {
        throw corrupt("a Huffman table has more codes than their lengths allow");
      }
      for (int i = 0; i < n; i++) {
        fill(code++, length, symbols[index++]);
      }
      maxCode[length] = n == 0 ? -1 : code - 1;
      code <<= 1;
    }
  }

  private void fill(int code, int length, byte symbol) {
    if (length <= LOOKUP_BITS) {
      int free = LOOKUP_BITS - length;
      short entry = (short) (length << 8 | symbol & 0xff);
      for (int i = 0; i < 1 << free; i++) {
        lookup[code << free | i] = entry;
      }
    }
  }

  /** The next symbol; at least 16 bits are at hand. */
  int next(EntropyBits bits) throws DecodeException {
    long peeked = bits.peek();
    int entry = lookup[(int) (peeked >>> (64 - LOOKUP_BITS))];
    if (entry != 0) {
      bits.skip(entry >> 8);
      return entry & 0xff;
    }
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int code = (int) (peeked >>> (64 - length));
      if (code <= maxCode[length]) {
        bits.skip(length);
        return symbols[code + offset[length]] & 0xff;
      }
    }
    bits.requireNotExhausted();
    throw corrupt("bits that are no Huffman code");
  }

  /** The code at the top of a bit buffer: its length above 8 bits of its symbol; 0 if none. */
  int find(long bits) {
    int entry = lookup[(int) (bits >>> (64 - LOOKUP_BITS))];
    if (entry != 0) {
      return entry;
    }
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> (64 - length));
      if (code <= maxCode[length]) {
        return length << 8 | symbols[code + offset[length]] & 0xff;
      }
    }
    return 0;
  }

  private static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG data: " + what);
  }
}
