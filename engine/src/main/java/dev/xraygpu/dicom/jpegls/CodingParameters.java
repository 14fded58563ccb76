package dev.xraygpu.dicom.jpegls;

/**
 * What the coding of a scan depends on (ISO/IEC 14495-1, C.2.4.1.1 and A.2.1).
 *
 * @param maxValue largest sample
 * @param near largest difference from the original; 0 if lossless
 * @param threshold1 and the two others: where gradients are told apart
 * @param reset at how many samples a context's sums are halved
 */
record CodingParameters(
    int maxValue, int near, int threshold1, int threshold2, int threshold3, int reset) {
  private static final int DEFAULT_RESET = 64;

  /** The defaults for a largest sample; of those given, 0 asks for the default. */
  static CodingParameters of(int maxValue, int near, int t1, int t2, int t3, int reset) {
    int basic1 = 3;
    int basic2 = 7;
    int basic3 = 21;
    int default1;
    int default2;
    int default3;
    if (maxValue >= 128) {
      int factor = (Math.min(maxValue, 4095) + 128) / 256;
      default1 = clamp(factor * (basic1 - 2) + 2 + 3 * near, near + 1, maxValue);
      default2 = clamp(factor * (basic2 - 3) + 3 + 5 * near, default1, maxValue);
      default3 = clamp(factor * (basic3 - 4) + 4 + 7 * near, default2, maxValue);
    } else {
      int factor = 256 / (maxValue + 1);
      default1 = clamp(Math.max(2, basic1 / factor + 3 * near), near + 1, maxValue);
      default2 = clamp(Math.max(3, basic2 / factor + 5 * near), default1, maxValue);
      default3 = clamp(Math.max(4, basic3 / factor + 7 * near), default2, maxValue);
    }
    return new CodingParameters(
        maxValue,
        near,
        t1 == 0 ? default1 : t1,
        t2 == 0 ? default2 : t2,
        t3 == 0 ? default3 : t3,
        reset == 0 ? DEFAULT_RESET : reset);
  }

  private static int clamp(int value, int smallest, int largest) {
    return value > largest || value < smallest ? smallest : value;
  }

  /** Number of different prediction errors. */
  int range() {
    return (maxValue + 2 * near) / (2 * near + 1) + 1;
  }

  /** Bits of an error that is written as it is. */
  int errorBits() {
    return bitsFor(range() - 1);
  }

  /** Longest code. */
  int limit() {
    int bits = Math.max(2, bitsFor(maxValue));
    return 2 * (bits + Math.max(8, bits));
  }

  private static int bitsFor(int largest) {
    return 32 - Integer.numberOfLeadingZeros(largest);
  }

  /** Whether a decoder can work with them. */
  boolean valid() {
    return maxValue >= 1
        && maxValue <= 65_535
        && near >= 0
        && near <= Math.min(255, maxValue / 2)
        && threshold1 >= near + 1
        && threshold2 >= threshold1
        && threshold3 >= threshold2
        && threshold3 <= maxValue
        && reset >= 3
        && reset <= Math.max(255, maxValue);
  }
}
