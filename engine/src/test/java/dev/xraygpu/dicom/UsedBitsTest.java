package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bits that only one of many values has. */
class UsedBitsTest {
  @Test
  void findsEachBitAtEachPlace() {
    for (int length = 1; length <= 9; length++) {
      for (int place = 0; place < length; place++) {
        for (int bit = 0; bit < 16; bit++) {
          short[] values = new short[length];
          values[place] = (short) (1 << bit);
          assertThat(UsedBits.of(values)).as("%d of %d", place, length).isEqualTo(1 << bit);
        }
      }
    }
  }

  @Test
  void thereAreNoneInNoValuesAndInZeros() {
    assertThat(UsedBits.of(new short[0])).isZero();
    assertThat(UsedBits.of(new short[5])).isZero();
  }
}
