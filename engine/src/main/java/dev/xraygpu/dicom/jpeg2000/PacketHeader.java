package dev.xraygpu.dicom.jpeg2000;

/**
 * Bits of a packet's header (ISO/IEC 15444-1, B.10.1): a byte of 0xFF is followed by one of seven
 * bits. Behind the end of the data there are zeros.
 */
final class PacketHeader {
  private final byte[] data;
  private int at;
  private int bits;
  private int left;
  private boolean full;
  private final int[] path = new int[Integer.SIZE];

  /** A header that begins there. */
  PacketHeader(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  int bit() {
    if (left == 0) {
      boolean stuffed = full;
      bits = at < data.length ? data[at] & 0xff : 0;
      at++;
      full = bits == 0xff;
      left = stuffed ? 7 : 8;
    }
    left--;
    return bits >> left & 1;
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** How many coding passes follow (table B.4). */
  int passes() {
    if (bit() == 0) {
      return 1;
    }
    if (bit() == 0) {
      return 2;
    }
    int value = bits(2);
    if (value < 3) {
      return 3 + value;
    }
    value = bits(5);
    if (value < 31) {
      return 6 + value;
    }
    return 37 + bits(7);
  }

  /** Room for the way to the top of a tag tree. */
  int[] path() {
    return path;
  }

  /** Where the data behind the header begin; beyond the data's end if they end in the header. */
  int end() {
    return full ? at + 1 : at;
  }
}
