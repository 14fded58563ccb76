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
  /** Bits that index a table of DC symbols. Longer codes, rare by design, are searched for. */
  static final int DC_BITS = 9;

  /** Bits that index a table of AC symbols. */
  static final int AC_BITS = 11;

  private static final int CODE_SHIFT = 6;
  private static final int VALUE_SHIFT = 12;
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

  /** For AC symbols: see {@link SymbolPairs}. */
  final long[] pairs;

  private final boolean ac;
  private final int lookupBits;

  /** By the next bits; {@link #LONGER} where the code is longer. */
  private final int[] entries;

  /** The definition that the look-ups were made from. */
  private final byte[] definition = new byte[LONGEST_CODE + MAX_SYMBOLS];

  private int definitionLength;
  private final int[] bySymbolIndex = new int[MAX_SYMBOLS];

  /** Smallest number that is larger than all codes of this length, put at the top of 16 bits. */
  private final int[] limit = new int[LONGEST_CODE + 1];

  /** What added to a code of this length gives its symbol's index. */
  private final int[] offset = new int[LONGEST_CODE + 1];

  private boolean defined;

  /** A table of DC symbols or of AC symbols, not yet defined. */
  HuffmanLookup(boolean ac) {
    this.ac = ac;
    this.lookupBits = ac ? AC_BITS : DC_BITS;
    this.entries = new int[1 << lookupBits];
    this.pairs = new long[ac ? SymbolPairs.LENGTH : 0];
  }

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
   * @return bytes of the definition
   * @throws NotHandledException for codes that contradict each other and for values too long
   */
  int define(ByteBuffer file, int at, int length) throws NotHandledException {
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
      SymbolPairs.fill(pairs, this);
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
    if (bits <= lookupBits && code < 1 << bits) {
      int first = code << (lookupBits - bits);
      Arrays.fill(entries, first, first + (1 << (lookupBits - bits)), entry);
    }
  }

  /** Marks all look-ups from a number of 16 bits on as invalid; the first may be valid in part. */
  private void invalidate(int from) {
    int shift = LONGEST_CODE - lookupBits;
    Arrays.fill(entries, (from + (1 << shift) - 1) >> shift, entries.length, INVALID_ENTRY);
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
    int entry = entries[(int) (bits >>> (64 - lookupBits))];
    return entry == LONGER ? longer(bits) : entry;
  }

  private int longer(long bits) {
    int next = (int) (bits >>> (64 - LONGEST_CODE));
    for (int length = lookupBits + 1; length <= LONGEST_CODE; length++) {
      if (next < limit[length]) {
        return bySymbolIndex[(next >>> (LONGEST_CODE - length)) + offset[length]];
      }
    }
    return INVALID_ENTRY;
  }

  /** The value behind the code at the top of a bit buffer (ISO/IEC 10918-1, F.2.2.1, EXTEND). */
  static int value(int entry, long bits) {
    long behind = bits << (entry >>> CODE_SHIFT);
    long negative = ~(behind >> 63);
    int magnitude = (int) ((behind ^ negative) >>> 1 >>> (entry >>> VALUE_SHIFT));
    return (magnitude ^ (int) negative) - (int) negative;
  }
}
