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

  /** Reverses bytes of an array, from one index to before another. */
  static void reverse(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) reverse(bytes[i]);
    }
  }
}
