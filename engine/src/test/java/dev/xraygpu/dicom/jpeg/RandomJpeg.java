package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.image.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes sequential JPEG of 8 bits with coefficients, quantisation steps and Huffman codes that are
 * drawn by lot, among them such as no encoder gives.
 */
final class RandomJpeg {
  private static final int BLOCK = 64;

  private final SplittableRandom random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EntropyWriter entropy = new EntropyWriter(out);

  /** Size of the image. */
  final Size size;

  private final int largestAc;
  private final int largestDc;

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
    RandomCodes dc = new RandomCodes(differences, random);
    RandomCodes ac = new RandomCodes(coefficients, random);
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
        entropy.fillUp();
        marker(0xd0 + (block / interval - 1) % 8);
      }
      block(dc, ac, zeros);
    }
    entropy.fillUp();
    marker(0xd9);
    return out.toByteArray();
  }

  private void block(RandomCodes dc, RandomCodes ac, int zeros) {
    value(dc, 0, random.nextInt(largestDc + 1));
    int k = 1;
    while (k < BLOCK) {
      if (random.nextInt(12) == 0) {
        entropy.put(ac, 0);
        return;
      }
      int run = random.nextInt(zeros);
      if (k + run >= BLOCK) {
        run = random.nextInt(BLOCK - k);
      }
      k += run + 1;
      while (run > 15) {
        entropy.put(ac, 0xf0);
        run -= 16;
      }
      value(ac, run, 1 + random.nextInt(largestAc));
    }
  }

  private void value(RandomCodes codes, int run, int category) {
    entropy.put(codes, run << 4 | category);
    if (category > 0) {
      entropy.put(random.nextInt(1 << category), category);
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

  private void table(int number, RandomCodes codes) {
    segment(0xc4, concat(new byte[] {(byte) number}, codes.definition()));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(a);
    both.writeBytes(b);
    return both.toByteArray();
  }
}
