package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoarseDetailTest {
  private static final int SIDE = Signature.SIDE;

  @Test
  void sumsOfSquaresOfADetailAndOfItsMirrorImage() {
    byte[] detail = new byte[Signature.DETAIL];
    new Random(2).nextBytes(detail);
    byte[] mirrored = new byte[detail.length];
    for (int i = 0; i < detail.length; i++) {
      mirrored[i / SIDE * SIDE + SIDE - 1 - i % SIDE] = detail[i];
    }
    float[] half = new float[CoarseDetail.HALF * CoarseDetail.HALF];
    short[] quarter = new short[CoarseDetail.QUARTER_VALUES];
    CoarseDetail.half(detail, false, half);
    CoarseDetail.quarter(detail, quarter);
    for (int i = 0; i < half.length; i++) {
      assertThat(half[i]).isEqualTo(sum(detail, 2, i));
    }
    for (int i = 0; i < quarter.length; i++) {
      assertThat(quarter[i]).isEqualTo((short) sum(detail, 4, i));
    }
    float[] turned = half.clone();
    CoarseDetail.half(detail, true, turned);
    CoarseDetail.half(mirrored, false, half);
    assertThat(turned).isEqualTo(half);

    Arrays.fill(detail, Byte.MIN_VALUE);
    CoarseDetail.quarter(detail, quarter);
    assertThat(quarter).containsOnly((short) -2048);
  }

  private static int sum(byte[] detail, int by, int index) {
    int wide = SIDE / by;
    int sum = 0;
    for (int y = index / wide * by; y < (index / wide + 1) * by; y++) {
      for (int x = index % wide * by; x < (index % wide + 1) * by; x++) {
        sum += detail[y * SIDE + x];
      }
    }
    return sum;
  }
}
