package dev.xraygpu.dicom.jpeg2000;

import java.nio.ByteBuffer;

/**
 * How the coefficients of a component became whole numbers (ISO/IEC 15444-1, A.6.4 and E.1).
 *
 * @param guardBits bit-planes beyond what exponents say
 * @param exponents by subband, in the order of packets
 * @param mantissas of the steps, in 2,048ths beyond 1; all 0 where nothing was quantised
 */
record Quantization(int guardBits, byte[] exponents, short[] mantissas) {
  private static final int NONE = 0;
  private static final int DERIVED = 1;
  private static final int EXPOUNDED = 2;
  private static final int EXPONENT_SHIFT = 3;
  private static final int MANTISSA_BITS = 11;
  private static final int MOST_BANDS = 3 * CodingStyle.MOST_LEVELS + 1;

  /** Of a component of which nothing was said. */
  static final Quantization UNKNOWN = new Quantization(0, new byte[0], new short[0]);

  /**
   * Reads what a marker segment says.
   *
   * @param content its bytes from the style on
   * @return {@link #UNKNOWN} if the style is none of the standard's
   */
  static Quantization of(ByteBuffer content) {
    int style = content.get(0) & 31;
    int guardBits = (content.get(0) & 0xff) >> 5;
    return switch (style) {
      case NONE -> {
        byte[] exponents = new byte[content.limit() - 1];
        for (int i = 0; i < exponents.length; i++) {
          exponents[i] = (byte) ((content.get(1 + i) & 0xff) >> EXPONENT_SHIFT);
        }
        yield new Quantization(guardBits, exponents, new short[exponents.length]);
      }
      case DERIVED -> derived(guardBits, content.getChar(1));
      case EXPOUNDED -> {
        byte[] exponents = new byte[(content.limit() - 1) / 2];
        short[] mantissas = new short[exponents.length];
        for (int i = 0; i < exponents.length; i++) {
          int step = content.getChar(1 + 2 * i);
          exponents[i] = (byte) (step >> MANTISSA_BITS);
          mantissas[i] = mantissa(step);
        }
        yield new Quantization(guardBits, exponents, mantissas);
      }
      default -> UNKNOWN;
    };
  }

  /** Of the coarsest band's step, those of all: a bit less with every finer resolution (E-5). */
  private static Quantization derived(int guardBits, int step) {
    byte[] exponents = new byte[MOST_BANDS];
    short[] mantissas = new short[MOST_BANDS];
    for (int band = 0; band < MOST_BANDS; band++) {
      int finer = Math.max(0, (band - 1) / 3);
      exponents[band] = (byte) Math.max(0, (step >> MANTISSA_BITS) - finer);
      mantissas[band] = mantissa(step);
    }
    return new Quantization(guardBits, exponents, mantissas);
  }

  private static short mantissa(int step) {
    return (short) (step & ((1 << MANTISSA_BITS) - 1));
  }

  /** Whether there are steps at all, as the transform that loses nothing must not have. */
  boolean isQuantized() {
    for (short mantissa : mantissas) {
      if (mantissa != 0) {
        return true;
      }
    }
    return false;
  }

  boolean covers(int levels) {
    return exponents.length >= 3 * levels + 1;
  }

  /** Bit-planes that the coefficients of a subband may have (E-2). */
  int planes(int band) {
    return guardBits + exponents[band] - 1;
  }

  /**
   * The step of a subband (E-3), without the gain of its filters, which the transform has.
   *
   * @param precision bits of a sample
   */
  float step(int band, int precision) {
    return (float)
        ((1 + mantissas[band] / (double) (1 << MANTISSA_BITS))
            * Math.pow(2, precision - exponents[band]));
  }
}
