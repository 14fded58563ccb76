package dev.xraygpu.dicom.jpeg2000;

/**
 * Bits of code-blocks of high throughput, the lowest of a byte first: of magnitudes, which are read
 * forwards, and of codes, which are read backwards (ISO/IEC 15444-15, 7.1.2 and 7.1.4).
 */
final class LowFirstBits {
  /** So many may be asked for at once. */
  static final int MOST = 32;

  private final int step;
  private byte[] data = new byte[0];
  private int at;
  private int end;
  private long buffer;
  private int count;
  private int padding;
  private boolean stuffed;

  private LowFirstBits(int step) {
    this.step = step;
  }

  /** Of magnitudes and signs: behind a byte of 0xFF the highest bit of the next is left out. */
  static LowFirstBits forwards() {
    return new LowFirstBits(1);
  }

  /** Of codes: a byte above 0x8F follows, whose neighbour of seven ones has no more. */
  static LowFirstBits backwards() {
    return new LowFirstBits(-1);
  }

  /** Begins to read forwards, from one position to another. */
  void startForwards(byte[] bytes, int from, int to) {
    begin(bytes, from, to);
    stuffed = false;
  }

  /** Begins to read backwards, from the higher half of a byte down to another byte. */
  void startBackwards(byte[] bytes, int from, int downTo) {
    begin(bytes, from - 1, downTo - 1);
    int half = (bytes[from] & 0xff) >> 4;
    count = (half & 7) == 7 ? 3 : 4;
    buffer = half & ((1 << count) - 1);
    stuffed = half > 8;
  }

  private void begin(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    buffer = 0;
    count = 0;
    padding = 0;
  }

  /** The next bits, which stay. */
  int peek(int bits) {
    if (count < bits) {
      fill();
    }
    return (int) (buffer & ((1L << bits) - 1));
  }

  /** Takes bits that were looked at. */
  void skip(int bits) {
    buffer >>>= bits;
    count -= bits;
  }

  /** Takes the next bits, up to {@link #MOST}. */
  int take(int bits) {
    int value = peek(bits);
    skip(bits);
    return value;
  }

  /** How many of the bits that were taken are not there. */
  int beyondTheEnd() {
    return Math.max(0, padding - count);
  }

  private void fill() {
    while (count <= Long.SIZE - 8 - 1) {
      boolean there = at != end;
      int next = there ? data[at] & 0xff : step > 0 ? 0xff : 0;
      int bits = stuffed && (step > 0 || (next & 0x7f) == 0x7f) ? 7 : 8;
      buffer |= (next & ((1L << bits) - 1)) << count;
      count += bits;
      stuffed = step > 0 ? next == 0xff : next > 0x8f;
      if (there) {
        at += step;
      } else {
        padding += bits;
      }
    }
  }
}
