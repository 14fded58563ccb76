package dev.xraygpu.dicom.jpeg2000;

/**
 * Run lengths of events that do not happen, in a code that adapts itself (ISO/IEC 15444-15, 7.3.3).
 * Bits are taken from the highest on; behind a byte of 0xFF one is left out. Behind the end there
 * are ones.
 */
final class RunEvents {
  private static final byte[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

  private byte[] data = new byte[0];
  private int at;
  private int end;
  private int bits;
  private int left;
  private int state;
  private int run;
  private boolean eventBehindRun;

  /** Begins with the bytes from one position to another. */
  void start(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    bits = 0;
    left = 0;
    state = 0;
    run = 0;
    eventBehindRun = false;
  }

  /** Whether it happens this time. */
  boolean next() {
    if (run == 0 && !eventBehindRun) {
      int exponent = EXPONENTS[state];
      if (bit() == 1) {
        run = 1 << exponent;
        state = Math.min(EXPONENTS.length - 1, state + 1);
      } else {
        for (int i = 0; i < exponent; i++) {
          run = run << 1 | bit();
        }
        state = Math.max(0, state - 1);
        eventBehindRun = true;
      }
    }
    if (run > 0) {
      run--;
      return false;
    }
    eventBehindRun = false;
    return true;
  }

  private int bit() {
    if (left == 0) {
      left = bits == 0xff ? 7 : 8;
      bits = at < end ? data[at++] & 0xff : 0xff;
    }
    left--;
    return bits >> left & 1;
  }
}
