package dev.xraygpu.dicom.jpeg2000;

/**
 * Bits of passes without arithmetic coding (ISO/IEC 15444-1, D.6): a byte of 0xFF is followed by
 * one of seven bits. Behind their end there are ones.
 */
final class RawBits {
  private static final int MARKER = 0x8f;

  private byte[] data = new byte[0];
  private int at;
  private int bits;
  private int left;
  private int madeUp;

  /**
   * Starts a pass.
   *
   * @param bytes of a code-block
   * @param from where those of the pass begin, behind which there are two bytes of 0xFF
   */
  void start(byte[] bytes, int from) {
    data = bytes;
    at = from;
    bits = 0;
    left = 0;
    madeUp = 0;
  }

  /** How many bytes were made up behind the end. */
  int madeUp() {
    return madeUp;
  }

  int bit() {
    if (left == 0) {
      int next = data[at] & 0xff;
      left = 8;
      if (bits != 0xff) {
        at++;
      } else if (next > MARKER) {
        next = 0xff;
        madeUp++;
      } else {
        at++;
        left = 7;
      }
      bits = next;
    }
    left--;
    return bits >> left & 1;
  }
}
