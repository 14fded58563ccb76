package dev.xraygpu.dicom;

/**
 * Which bits are set in any of many values: mostly none of those that would need a closer look at
 * each value.
 */
final class UsedBits {
  private UsedBits() {}

  /** The bits, in the lower half. */
  static int of(short[] values) {
    // Four sums need not wait for each other.
    int first = 0;
    int second = 0;
    int third = 0;
    int fourth = 0;
    int i = 0;
    for (; i < values.length - 3; i += 4) {
      first |= values[i];
      second |= values[i + 1];
      third |= values[i + 2];
      fourth |= values[i + 3];
    }
    for (; i < values.length; i++) {
      first |= values[i];
    }
    return (first | second | third | fourth) & 0xffff;
  }
}
