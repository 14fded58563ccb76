package dev.xraygpu.dicom.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A Huffman table whose codes' lengths are drawn by lot. */
final class RandomCodes {
  private static final int LONGEST_CODE = 16;

  private final List<Integer> symbols = new ArrayList<>();
  private final int[] counts = new int[LONGEST_CODE + 1];
  final int[] code = new int[256];
  final int[] length = new int[256];

  /** Codes for all symbols, the short ones by lot. */
  RandomCodes(List<Integer> wanted, SplittableRandom random) {
    symbols.addAll(wanted);
    for (int i = symbols.size() - 1; i > 0; i--) {
      Collections.swap(symbols, i, random.nextInt(i + 1));
    }
    int next = 0;
    int free = 1;
    int made = 0;
    for (int bits = 1; bits <= LONGEST_CODE; bits++) {
      next <<= 1;
      free <<= 1;
      int left = symbols.size() - made;
      // As many as leave room for the others, and for a code of ones only.
      int most = bits == LONGEST_CODE ? left : 0;
      while (bits < LONGEST_CODE
          && most < left
          && ((long) (free - most - 1) << (LONGEST_CODE - bits)) > left - most) {
        most++;
      }
      int count = bits < LONGEST_CODE && most > 0 ? random.nextInt(Math.min(most, 12) + 1) : most;
      for (int i = 0; i < count; i++) {
        int symbol = symbols.get(made++);
        code[symbol] = next++;
        length[symbol] = bits;
      }
      counts[bits] = count;
      free -= count;
    }
  }

  /** As a stream defines it: how many codes of each length, and the symbols. */
  byte[] definition() {
    ByteArrayOutputStream definition = new ByteArrayOutputStream();
    for (int bits = 1; bits <= LONGEST_CODE; bits++) {
      definition.write(counts[bits]);
    }
    for (int symbol : symbols) {
      definition.write(symbol);
    }
    return definition.toByteArray();
  }
}
