package dev.xraygpu.decode.tiff;

/** Bytes whose first bit is their lowest (TIFF 6.0, tag 266, value 2). */
final class BitOrder {
  private BitOrder() {}

  /** A byte with its bits in the other order, 0 to 255. */
  static int reverse(int value) {
    return Integer.reverse(value) >>> (Integer.SIZE - Byte.SIZE);
  }

  /** Eight bytes, each with its bits in the other order. */
  static long reverseEach(long bytes) {
    return Long.reverse(Long.reverseBytes(bytes));
  }

  /** Reverses the first bytes of an array. */
  static void reverse(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) reverse(bytes[i]);
    }
  }
}
