package dev.xraygpu.decode.jpeg;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A Huffman table (ISO/IEC 10918-1, annex C) whose look-up by the next bits yields all that a
 * symbol stands for. Memory is used again by the next definition.
 *
 * <p>An entry holds, from the lowest bit on: 6 bits, length of the code and of the value behind it;
 * 6 bits, length of the code; 6 bits, 63 less the length of the value; 14 bits, by how many
 * coefficients an AC symbol moves on. Java's 64-bit shifts take their distance modulo 64, so each
 * of the first three fields serves as a distance as soon as it has been moved to the bottom.
 */
final class HuffmanLookup {
  /** Bits that index the table. Longer codes, which are rare by design, are searched for. */
  static final int BITS = 11;

  static final int CODE_SHIFT = 6;
  static final int VALUE_SHIFT = 12;
  static final int ADVANCE_SHIFT = 18;

  /** Moves past the block by more than any run of zeros can. */
  static final int END_OF_BLOCK = 128;

  /** Moves past the block by more than the end of a block does. */
  static final int INVALID = 512;

  /**
   * Longest value: more than the 11 bits of 8-bit images, and little enough that two codes of 16
   * bits and their values fit in 56 bits.
   */
  static final int LONGEST_VALUE = 12;

  private static final int LONGEST_CODE = 16;
  private static final int MAX_SYMBOLS = 256;
  private static final int INVALID_ENTRY = INVALID << ADVANCE_SHIFT | 63 << VALUE_SHIFT;
  private static final int LONGER = 0;

  /** By the next {@link #BITS} bits; {@link #LONGER} where the code is longer. */
  final int[] entries = new int[1 << BITS];

  /** For AC symbols: see {@link SymbolPairs}. */
  final long[] pairs = new long[SymbolPairs.LENGTH];

  /** The definition that the look-ups were made from. */
  private final byte[] definition = new byte[LONGEST_CODE + MAX_SYMBOLS];

  private int definitionLength;
  private final int[] bySymbolIndex = new int[MAX_SYMBOLS];

  /** Smallest number that is larger than all codes of this length, put at the top of 16 bits. */
  private final int[] limit = new int[LONGEST_CODE + 1];

  /** What added to a code of this length gives its symbol's index. */
  private final int[] offset = new int[LONGEST_CODE + 1];

  private boolean defined;

  boolean defined() {
    return defined;
  }

  void undefine() {
    defined = false;
  }

  /**
   * Defines the table.
   *
   * @param file where its definition is
   * @param at offset of the 16 counts of codes by length, which are inside
   * @param length bytes from there to the end of the segment, all inside
   * @param ac whether the symbols are those of AC coefficients
   * @return bytes of the definition
   * @throws NotHandledException for codes that contradict each other and for values too long
   */
  int define(ByteBuffer file, int at, int length, boolean ac) throws NotHandledException {
    int known = definitionLength;
    if (known > 0 && known <= length && sameDefinition(file, at)) {
      // Nearly all files have the tables that the standard proposes.
      defined = true;
      return known;
    }
    defined = false;
    definitionLength = 0;
    Arrays.fill(entries, LONGER);
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= LONGEST_CODE; bits++) {
      int count = file.get(at + bits - 1) & 0xff;
      if (index + count > MAX_SYMBOLS || LONGEST_CODE + index + count > length) {
        throw new NotHandledException("a Huffman table with too many codes");
      }
      offset[bits] = index - code;
      for (int i = 0; i < count; i++) {
        int symbol = file.get(at + LONGEST_CODE + index) & 0xff;
        int entry = ac ? acEntry(bits, symbol) : dcEntry(bits, symbol);
        bySymbolIndex[index] = entry;
        fill(code, bits, entry);
        code++;
        index++;
      }
      if (count > 0 && code >= 1 << bits) {
        // libjpeg refuses a code of ones only, too.
        throw new NotHandledException("a Huffman table with more codes than their lengths allow");
      }
      limit[bits] = code << (LONGEST_CODE - bits);
      code <<= 1;
    }
    invalidate(limit[LONGEST_CODE]);
    if (ac) {
      SymbolPairs.fill(pairs, entries);
    }
    defined = true;
    definitionLength = LONGEST_CODE + index;
    file.get(at, definition, 0, definitionLength);
    return definitionLength;
  }

  /** The 16 counts tell the length, so that a prefix that is the same is all that is the same. */
  private boolean sameDefinition(ByteBuffer file, int at) {
    for (int i = 0; i < definitionLength; i++) {
      if (file.get(at + i) != definition[i]) {
        return false;
      }
    }
    return true;
  }

  private void fill(int code, int bits, int entry) {
    if (bits <= BITS && code < 1 << bits) {
      int first = code << (BITS - bits);
      Arrays.fill(entries, first, first + (1 << (BITS - bits)), entry);
    }
  }

  /** Marks all look-ups from a number of 16 bits on as invalid; the first may be valid in part. */
  private void invalidate(int from) {
    int shift = LONGEST_CODE - BITS;
    Arrays.fill(entries, (from + (1 << shift) - 1) >> shift, 1 << BITS, INVALID_ENTRY);
  }

  private static int dcEntry(int bits, int symbol) throws NotHandledException {
    return entry(bits, symbol, 0);
  }

  private static int acEntry(int bits, int symbol) throws NotHandledException {
    int run = symbol >> 4;
    int size = symbol & 15;
    if (size == 0 && run != 15) {
      // Other runs of ends of blocks are of progressive scans only.
      return run == 0 ? entry(bits, 0, END_OF_BLOCK) : INVALID_ENTRY | bits;
    }
    return entry(bits, size, run + 1);
  }

  private static int entry(int bits, int size, int advance) throws NotHandledException {
    if (size > LONGEST_VALUE) {
      throw new NotHandledException("a Huffman table for values of " + size + " bits");
    }
    return bits + size | bits << CODE_SHIFT | (63 - size) << VALUE_SHIFT | advance << ADVANCE_SHIFT;
  }

  /** The entry for the code at the top of a bit buffer. */
  int entry(long bits) {
    int entry = entries[(int) (bits >>> (64 - BITS))];
    return entry == LONGER ? longer(bits) : entry;
  }

  /** The entry for a code of more than {@link #BITS} bits at the top of a bit buffer. */
  int longer(long bits) {
    int next = (int) (bits >>> (64 - LONGEST_CODE));
    for (int length = BITS + 1; length <= LONGEST_CODE; length++) {
      if (next < limit[length]) {
        return bySymbolIndex[(next >>> (LONGEST_CODE - length)) + offset[length]];
      }
    }
    return INVALID_ENTRY;
  }
}
