package dev.xraygpu.decode;

import java.nio.ByteBuffer;

/** A Huffman table of a JPEG (ISO/IEC 10918-1, annex C), for skipping symbols fast. */
final class JpegHuffmanTable {
  /** Bits that one look-up resolves. */
  static final int LOOKUP_BITS = 11;

  /** What {@link #slow} returns for bits that are no code. */
  static final int INVALID = -1;

  private static final int LONGEST = 16;

  /** How far an end of block moves on: further than any run can come. */
  static final int END_OF_BLOCK = 100;

  /** Length of the code in bits 8 to 15, symbol in bits 0 to 7; 0 for longer or invalid codes. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** What {@link #step} returns, or 0 for longer or invalid codes. */
  private final short[] steps = new short[1 << LOOKUP_BITS];

  /** Largest code of each length, or -1. */
  private final int[] maxCode = new int[LONGEST + 1];

  private final int[] symbolOffset = new int[LONGEST + 1];
  private final byte[] symbols;

  private JpegHuffmanTable(byte[] symbols) {
    this.symbols = symbols;
  }

  /**
   * Builds a table.
   *
   * @param definition 16 counts of codes by length, then the symbols
   * @throws DecodeException for more codes than their lengths can tell apart
   */
  static JpegHuffmanTable of(ByteBuffer definition) throws DecodeException {
    int total = 0;
    for (int i = 0; i < LONGEST; i++) {
      total += definition.get(i) & 0xff;
    }
    if (total > 256 || total > definition.limit() - LONGEST) {
      throw JpegStructure.unreadable("a Huffman table with " + total + " codes");
    }
    byte[] symbols = new byte[total];
    definition.get(LONGEST, symbols);
    JpegHuffmanTable table = new JpegHuffmanTable(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = definition.get(length - 1) & 0xff;
      table.symbolOffset[length] = index - code;
      for (int i = 0; i < count; i++) {
        table.fill(code, length, symbols[index]);
        code++;
        index++;
      }
      if (code > 1 << length) {
        throw JpegStructure.unreadable("a Huffman table with more codes than its lengths allow");
      }
      table.maxCode[length] = count == 0 ? -1 : code - 1;
      code <<= 1;
    }
    return table;
  }

  private void fill(int code, int length, byte symbol) {
    if (length > LOOKUP_BITS || code >= 1 << length) {
      return;
    }
    int free = LOOKUP_BITS - length;
    for (int i = 0; i < 1 << free; i++) {
      int entry = length << 8 | (symbol & 0xff);
      lookup[(code << free) | i] = (short) entry;
      steps[(code << free) | i] = (short) stepOf(entry);
    }
  }

  /**
   * The code at the top of a bit buffer: its length in bits 8 to 15, its symbol in bits 0 to 7, or
   * {@link #INVALID}.
   */
  int decode(long bits) {
    int entry = lookup[(int) (bits >>> (64 - LOOKUP_BITS))];
    return entry != 0 ? entry : slow(bits);
  }

  /**
   * For a table of AC coefficients in a sequential scan: what the code at the top of a bit buffer
   * does. Bits 0 to 7 are the bits that it and its value take; the rest is how many coefficients it
   * moves on, {@link #END_OF_BLOCK} or more at the end of the block; {@link #INVALID} for no code.
   */
  int step(long bits) {
    int step = steps[(int) (bits >>> (64 - LOOKUP_BITS))];
    if (step != 0) {
      return step;
    }
    int entry = slow(bits);
    return entry < 0 ? INVALID : stepOf(entry);
  }

  private static int stepOf(int entry) {
    int length = entry >> 8;
    int run = (entry >> 4) & 15;
    int size = entry & 15;
    if (size == 0 && run != 0 && run != 15) {
      // Runs of ends of blocks are of progressive scans only.
      return INVALID;
    }
    int moves = size > 0 ? run + 1 : run == 15 ? 16 : END_OF_BLOCK;
    return moves << 8 | (length + size);
  }

  private int slow(long bits) {
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> (64 - length));
      if (code <= maxCode[length]) {
        return length << 8 | (symbols[code + symbolOffset[length]] & 0xff);
      }
    }
    return INVALID;
  }
}
