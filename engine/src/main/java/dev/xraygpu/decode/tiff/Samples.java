package dev.xraygpu.decode.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the bytes of a part of a row into samples. */
final class Samples {
  private final int bits;
  private final ByteOrder order;

  /**
   * For an image.
   *
   * @param bits of a sample, 1 to 16
   * @param order of the bytes of samples of 16 bits; others begin with their highest bit
   */
  Samples(int bits, ByteOrder order) {
    this.bits = bits;
    this.order = order;
  }

  /** Bytes that some samples take. */
  long bytes(long count) {
    return (count * bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Reads the first samples of some bytes. */
  void unpack(byte[] bytes, char[] samples, int count) {
    switch (bits) {
      case 8 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = (char) (bytes[i] & 0xff);
        }
      }
      case 16 -> ByteBuffer.wrap(bytes).order(order).asCharBuffer().get(0, samples, 0, count);
      default -> unpackBits(bytes, samples, count);
    }
  }

  private void unpackBits(byte[] bytes, char[] samples, int count) {
    int mask = (1 << bits) - 1;
    int held = 0;
    int available = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      while (available < bits) {
        held = held << Byte.SIZE | bytes[at++] & 0xff;
        available += Byte.SIZE;
      }
      available -= bits;
      samples[i] = (char) (held >>> available & mask);
    }
  }

  /**
   * Adds up samples that are differences from those of the pixel before (TIFF 6.0, section 14).
   *
   * @param step samples of a pixel
   * @param before the samples of the pixel before the first one; becomes those of the last one
   */
  void addDifferences(char[] samples, int count, int step, char[] before) {
    int mask = (1 << bits) - 1;
    for (int sample = 0; sample < step; sample++) {
      int value = before[sample];
      for (int i = sample; i < count; i += step) {
        value = value + samples[i] & mask;
        samples[i] = (char) value;
      }
      before[sample] = (char) value;
    }
  }
}
