package dev.xraygpu.dicom.jpeg;

import java.io.ByteArrayOutputStream;

/** Writes entropy-coded data, with a zero byte behind each 0xFF. */
final class EntropyWriter {
  private final ByteArrayOutputStream out;
  private long bits;
  private int count;

  EntropyWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** Writes the code of a symbol. */
  void put(RandomCodes codes, int symbol) {
    put(codes.code[symbol], codes.length[symbol]);
  }

  /** Writes the lowest bits of a number. */
  void put(int value, int length) {
    bits = bits << length | value;
    count += length;
    while (count >= 8) {
      int next = (int) (bits >>> (count - 8)) & 0xff;
      out.write(next);
      if (next == 0xff) {
        out.write(0);
      }
      count -= 8;
    }
  }

  /** Fills the last byte up with ones. */
  void fillUp() {
    if (count > 0) {
      put((1 << (8 - count)) - 1, 8 - count);
    }
  }
}
