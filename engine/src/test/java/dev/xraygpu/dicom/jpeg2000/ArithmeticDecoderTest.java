package dev.xraygpu.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The MQ decoder reads bytes ahead, which must not make a difference in damaged data, either. */
class ArithmeticDecoderTest {
  private static final int CODES = 20_000;
  private static final int LENGTH = 40;
  private static final int PASSES = 3;
  private static final int SYMBOLS = 160;

  /**
   * @param carries how many of a hundred bytes behind one of 0xFF add to it, which encoders seldom
   *     write
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 30, 100})
  void symbolsAndBytesUsedAreTheFlowcharts(int carries) {
    Random random = new Random(carries);
    ArithmeticDecoder decoder = new ArithmeticDecoder();
    for (int i = 0; i < CODES; i++) {
      byte[] codes = codes(random, carries);
      Flowcharts flowcharts = new Flowcharts(codes);
      decoder.reset();
      decoder.start(codes, 0);
      for (int pass = 0; pass < PASSES; pass++) {
        int different = 0;
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
          int context = random.nextInt(flowcharts.states.length);
          different |= decoder.decode(context) ^ flowcharts.decode(context);
        }
        assertThat(different).isZero();
        decoder.pause();
        assertThat(decoder.madeUp()).isEqualTo(flowcharts.madeUp);
        boolean ended = flowcharts.at >= LENGTH - 1 && flowcharts.isAtMarker();
        assertThat(decoder.justEnded()).isEqualTo(ended && flowcharts.madeUp <= 1);
      }
    }
  }

  private static byte[] codes(Random random, int carries) {
    byte[] codes = new byte[LENGTH + ArithmeticDecoder.PADDING];
    Arrays.fill(codes, (byte) 0xff);
    for (int i = 0; i < LENGTH; i++) {
      boolean afterOnes = i > 0 && codes[i - 1] == (byte) 0xff;
      boolean carry = afterOnes && random.nextInt(100) < carries;
      int high = carry ? 0x80 + random.nextInt(0x10) : random.nextInt(0x80);
      codes[i] = (byte) (!afterOnes && random.nextInt(3) == 0 ? 0xff : high);
    }
    return codes;
  }

  /** The standard's software conventions (ISO/IEC 15444-1, C.3), step by step. */
  private static final class Flowcharts {
    /** Qe, NMPS, NLPS and SWITCH (table C.2). */
    private static final int[][] TABLE = {
      {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
      {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
      {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
      {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
      {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
      {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
      {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
      {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0},
      {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0},
      {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
      {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
      {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    private final byte[] data;
    private final int[] states = new int[19];
    private final int[] symbols = new int[19];
    private int at;
    private int madeUp;
    private int code;
    private int interval;
    private int count;

    Flowcharts(byte[] data) {
      this.data = data;
      states[0] = 4;
      states[ArithmeticDecoder.RUN] = 3;
      states[ArithmeticDecoder.UNIFORM] = 46;
      code = (data[0] & 0xff) << 16;
      byteIn();
      code <<= 7;
      count -= 7;
      interval = 0x8000;
    }

    boolean isAtMarker() {
      return (data[at] & 0xff) == 0xff && (data[at + 1] & 0xff) > 0x8f;
    }

    int decode(int context) {
      int state = states[context];
      int probability = TABLE[state][0];
      interval -= probability;
      boolean lower = code >>> 16 < probability;
      boolean exchanged = interval < probability;
      if (lower) {
        interval = probability;
      } else {
        code -= probability << 16;
        if ((interval & 0x8000) != 0) {
          return symbols[context];
        }
      }
      boolean moreProbable = lower == exchanged;
      int symbol = moreProbable ? symbols[context] : 1 - symbols[context];
      if (!moreProbable && TABLE[state][3] == 1) {
        symbols[context] = 1 - symbols[context];
      }
      states[context] = TABLE[state][moreProbable ? 1 : 2];
      do {
        if (count == 0) {
          byteIn();
        }
        interval <<= 1;
        code <<= 1;
        count--;
      } while ((interval & 0x8000) == 0);
      return symbol;
    }

    private void byteIn() {
      if ((data[at] & 0xff) != 0xff) {
        at++;
        code += (data[at] & 0xff) << 8;
        count = 8;
      } else if (isAtMarker()) {
        code += 0xff00;
        count = 8;
        madeUp++;
      } else {
        at++;
        code += (data[at] & 0xff) << 9;
        count = 7;
      }
    }
  }
}
