package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BmpMasksTest {
  @Test
  void aFieldIsSpreadOverAByteAndRoundedToTheNearest() {
    for (int bits : new int[] {1, 2, 3, 5, 7, 8, 10, 16}) {
      long most = (1L << bits) - 1;
      for (long field = 0; field <= most; field++) {
        assertThat(BmpMasks.sample(field << 4 | 3, most << 4, false))
            .as("%d of %d", field, most)
            .isEqualTo((int) Math.round(255.0 * field / most));
      }
    }
  }

  @Test
  void aFieldOfAUsualMaskBecomesTheUpperBits() {
    assertThat(BmpMasks.sample(0x7fff, 0x7c00, true)).isEqualTo(0xf8);
    assertThat(BmpMasks.sample(0x0400, 0x7c00, true)).isEqualTo(8);
    assertThat(BmpMasks.sample(0xffff, 0, true)).isZero();
  }
}
