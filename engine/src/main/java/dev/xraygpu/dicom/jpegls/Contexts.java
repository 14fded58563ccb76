package dev.xraygpu.dicom.jpegls;

import dev.xraygpu.decode.DecodeException;

/**
 * The statistics that predictions are corrected and codes chosen by (ISO/IEC 14495-1, A.2 to A.7),
 * and the decoding of single samples with them.
 */
final class Contexts {
  private static final int REGULAR = 365;
  private static final int MOST_AS_THEY_ARE = 16;
  private static final int LARGEST_BIAS = 127;
  private static final int SMALLEST_BIAS = -128;

  /** Orders of run lengths (A.7.1.1). */
  static final int[] ORDERS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final CodingParameters parameters;
  private final CodedBits bits;
  private final int near;
  private final int maxValue;
  private final int step;
  private final int wrap;
  private final int limit;
  private final int errorBits;

  /** Sums of magnitudes, sums of errors, corrections and counts; the last two are of runs. */
  private final int[] magnitudes = new int[REGULAR + 2];

  private final int[] errors = new int[REGULAR];
  private final int[] corrections = new int[REGULAR];
  private final int[] counts = new int[REGULAR + 2];
  private final int[] negatives = new int[2];

  /** Quantised gradients, from -4 to 4, by gradient plus {@code maxValue}. */
  private final byte[] quantised;

  Contexts(CodingParameters parameters, CodedBits bits) {
    this.parameters = parameters;
    this.bits = bits;
    this.near = parameters.near();
    this.maxValue = parameters.maxValue();
    this.step = 2 * near + 1;
    this.wrap = parameters.range() * step;
    this.limit = parameters.limit();
    this.errorBits = parameters.errorBits();
    this.quantised = new byte[2 * maxValue + 1];
    for (int d = -maxValue; d <= maxValue; d++) {
      quantised[d + maxValue] = (byte) quantise(d);
    }
    reset();
  }

  /** As at the start of a scan. */
  void reset() {
    java.util.Arrays.fill(magnitudes, Math.max(2, (parameters.range() + 32) / 64));
    java.util.Arrays.fill(errors, 0);
    java.util.Arrays.fill(corrections, 0);
    java.util.Arrays.fill(counts, 1);
    java.util.Arrays.fill(negatives, 0);
  }

  private int quantise(int d) {
    int magnitude = Math.abs(d);
    int q =
        magnitude <= near
            ? 0
            : magnitude < parameters.threshold1()
                ? 1
                : magnitude < parameters.threshold2()
                    ? 2
                    : magnitude < parameters.threshold3() ? 3 : 4;
    return d < 0 ? -q : q;
  }

  /**
   * The context of a sample by its neighbours: left, above, above left, above right. 0 asks for a
   * run; negative contexts mirror positive ones.
   */
  int context(int a, int b, int c, int d) {
    return 81 * quantised[d - b + maxValue]
        + 9 * quantised[b - c + maxValue]
        + quantised[c - a + maxValue];
  }

  /** A sample outside of runs. */
  int regular(int signedContext, int a, int b, int c) throws DecodeException {
    int sign = signedContext >> 31;
    int q = (signedContext ^ sign) - sign;
    // Without branches, here and below, as samples are hard to foresee.
    int prediction = Math.max(Math.min(a, b), Math.min(Math.max(a, b), a + b - c));
    prediction += (corrections[q] ^ sign) - sign;
    prediction = Math.max(0, Math.min(maxValue, prediction));

    int n = counts[q];
    int k = bitsAsTheyAre(n, magnitudes[q]);
    int mapped = bits.golomb(k, limit, errorBits);
    int error = mapped >> 1 ^ -(mapped & 1);
    if (near == 0 && k == 0 && 2 * errors[q] <= -n) {
      error = -error - 1;
    }
    update(q, error);
    return reconstruct(prediction, (error ^ sign) - sign);
  }

  private void update(int q, int error) {
    magnitudes[q] += Math.abs(error);
    errors[q] += error * step;
    if (counts[q] == parameters.reset()) {
      magnitudes[q] >>= 1;
      errors[q] >>= 1;
      counts[q] >>= 1;
    }
    int n = ++counts[q];
    int sum = errors[q];
    int tooLow = (sum + n - 1) >> 31;
    int tooHigh = -sum >> 31;
    errors[q] = Math.min(0, Math.max(sum + (n & tooLow) - (n & tooHigh), 1 - n));
    corrections[q] =
        Math.min(LARGEST_BIAS, Math.max(SMALLEST_BIAS, corrections[q] + tooLow - tooHigh));
  }

  /** How many bits of a code are written as they are (A.5.1): those of the mean magnitude. */
  private static int bitsAsTheyAre(int count, int sum) {
    if (sum <= count) {
      return 0;
    }
    int k = Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum);
    return Math.min(MOST_AS_THEY_ARE, k + ((count << k) - sum >>> 31));
  }

  /** The sample that ended a run (A.7.2). */
  int afterRun(int a, int b, int order) throws DecodeException {
    boolean alike = Math.abs(a - b) <= near;
    int error = runError(alike ? 1 : 0, order);
    return alike ? reconstruct(a, error) : reconstruct(b, b < a ? -error : error);
  }

  /** The same where samples of a pixel share their runs: the neighbours are never alike. */
  int afterSharedRun(int a, int b, int order) throws DecodeException {
    int error = runError(0, order);
    return reconstruct(b, b < a ? -error : error);
  }

  private int runError(int type, int order) throws DecodeException {
    int q = REGULAR + type;
    int n = counts[q];
    int sum = magnitudes[q] + (type == 1 ? n >> 1 : 0);
    int k = bitsAsTheyAre(n, sum);
    int mapped = bits.golomb(k, limit - order - 1, errorBits);
    int shifted = mapped + type;
    boolean odd = (shifted & 1) == 1;
    int magnitude = shifted + 1 >> 1;
    boolean negative = magnitude > 0 && (k != 0 || 2 * negatives[type] >= n) == odd;
    if (negative) {
      negatives[type]++;
    }
    magnitudes[q] += mapped + 1 - type >> 1;
    if (n == parameters.reset()) {
      magnitudes[q] >>= 1;
      counts[q] >>= 1;
      negatives[type] >>= 1;
    }
    counts[q]++;
    return negative ? -magnitude : magnitude;
  }

  private int reconstruct(int prediction, int error) {
    int value = prediction + error * step;
    if (value < -near) {
      value += wrap;
    } else if (value > maxValue + near) {
      value -= wrap;
    }
    return Math.max(0, Math.min(maxValue, value));
  }
}
