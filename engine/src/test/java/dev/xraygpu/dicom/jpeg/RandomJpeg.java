package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.image.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes sequential JPEG of 8 bits with coefficients, quantisation steps and Huffman codes that are
 * drawn by lot, among them such as no encoder gives.
 */
final class RandomJpeg {
  private static final int BLOCK = 64;
  private static final int LONGEST_CODE = 16;

  private final SplittableRandom random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Size of the image. */
  final Size size;

  private final int largestAc;
  private final int largestDc;
  private long bits;
  private int bitCount;

  /**
   * Draws an image.
   *
   * @param largestAc longest AC coefficient in bits, up to 15
   */
  RandomJpeg(SplittableRandom random, int largestAc) {
    this.random = random;
    this.largestAc = largestAc;
    this.largestDc = Math.min(largestAc + random.nextInt(3), 11);
    this.size = new Size(1 + random.nextInt(150), 1 + random.nextInt(120));
  }

  /** A table: codes of symbols, by length. */
  private static final class Codes {
    final List<Integer> symbols = new ArrayList<>();
    final int[] counts = new int[LONGEST_CODE + 1];
    final int[] code = new int[256];
    final int[] length = new int[256];

    /** Codes for all symbols, the short ones by lot. */
    Codes(List<Integer> wanted, SplittableRandom random) {
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
  }

  /** Draws the rest of an image of one component and returns its stream. */
  byte[] gray() {
    marker(0xd8);
    byte[] steps = new byte[BLOCK];
    int steepest = 1 << random.nextInt(9);
    for (int k = 0; k < BLOCK; k++) {
      steps[k] = (byte) Math.min(255, random.nextInt(2) + random.nextInt(steepest));
    }
    segment(0xdb, concat(new byte[] {0}, steps));
    segment(
        random.nextInt(4) == 0 ? 0xc1 : 0xc0,
        new byte[] {
          8,
          (byte) (size.height() >> 8),
          (byte) size.height(),
          (byte) (size.width() >> 8),
          (byte) size.width(),
          1,
          1,
          (byte) (random.nextBoolean() ? 0x11 : 0x22),
          0
        });
    List<Integer> differences = new ArrayList<>();
    for (int category = 0; category <= largestDc; category++) {
      differences.add(category);
    }
    List<Integer> coefficients = new ArrayList<>();
    coefficients.add(0);
    coefficients.add(0xf0);
    for (int run = 0; run < 16; run++) {
      for (int category = 1; category <= largestAc; category++) {
        coefficients.add(run << 4 | category);
      }
    }
    Codes dc = new Codes(differences, random);
    Codes ac = new Codes(coefficients, random);
    table(0x00, dc);
    table(0x10, ac);
    int interval = random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 0;
    if (interval > 0) {
      segment(0xdd, new byte[] {0, (byte) interval});
    }
    segment(0xda, new byte[] {1, 1, 0, 0, 63, 0});
    int blocks = ((size.width() + 7) / 8) * ((size.height() + 7) / 8);
    int zeros = 1 + random.nextInt(60);
    for (int block = 0; block < blocks; block++) {
      if (interval > 0 && block > 0 && block % interval == 0) {
        fillUp();
        marker(0xd0 + (block / interval - 1) % 8);
      }
      block(dc, ac, zeros);
    }
    fillUp();
    marker(0xd9);
    return out.toByteArray();
  }

  private void block(Codes dc, Codes ac, int zeros) {
    value(dc, 0, random.nextInt(largestDc + 1));
    int k = 1;
    while (k < BLOCK) {
      if (random.nextInt(12) == 0) {
        put(ac.code[0], ac.length[0]);
        return;
      }
      int run = random.nextInt(zeros);
      if (k + run >= BLOCK) {
        run = random.nextInt(BLOCK - k);
      }
      k += run + 1;
      while (run > 15) {
        put(ac.code[0xf0], ac.length[0xf0]);
        run -= 16;
      }
      value(ac, run, 1 + random.nextInt(largestAc));
    }
  }

  private void value(Codes codes, int run, int category) {
    int symbol = run << 4 | category;
    put(codes.code[symbol], codes.length[symbol]);
    if (category > 0) {
      put(random.nextInt(1 << category), category);
    }
  }

  private void put(int value, int count) {
    bits = bits << count | value;
    bitCount += count;
    while (bitCount >= 8) {
      int next = (int) (bits >>> (bitCount - 8)) & 0xff;
      out.write(next);
      if (next == 0xff) {
        out.write(0);
      }
      bitCount -= 8;
    }
  }

  private void fillUp() {
    if (bitCount > 0) {
      put((1 << (8 - bitCount)) - 1, 8 - bitCount);
    }
  }

  private void marker(int marker) {
    out.write(0xff);
    out.write(marker);
  }

  private void segment(int marker, byte[] content) {
    marker(marker);
    out.write(content.length + 2 >> 8);
    out.write(content.length + 2);
    out.writeBytes(content);
  }

  private void table(int number, Codes codes) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(number);
    for (int length = 1; length <= LONGEST_CODE; length++) {
      content.write(codes.counts[length]);
    }
    for (int symbol : codes.symbols) {
      content.write(symbol);
    }
    segment(0xc4, content.toByteArray());
  }

  private static byte[] concat(byte[] a, byte[] b) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(a);
    both.writeBytes(b);
    return both.toByteArray();
  }
}
