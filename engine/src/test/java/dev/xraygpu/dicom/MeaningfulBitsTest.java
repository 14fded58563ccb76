package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values that need no look one by one, beside those that do. */
class MeaningfulBitsTest {
  @Test
  void smallValuesAreMovedDown() {
    short[] values = {0x120, 0x10, 0xff0};

    assertThat(MeaningfulBits.extract(values, 16, 4, 12, false, 0)).isEmpty();

    assertThat(values).containsExactly(0x12, 1, 0xff);
  }

  @Test
  void valuesWithNoOtherBitsAreAsTheyWere() {
    short[] values = {0x120, 0, 0xfff};

    assertThat(MeaningfulBits.extract(values, 16, 0, 12, false, 0)).isEmpty();

    assertThat(values).containsExactly(0x120, 0, 0xfff);
  }

  @Test
  void signedValuesWithNoOtherBitsAreExtended() {
    short[] values = {0x7ff, 0x800, 0xfff};

    assertThat(MeaningfulBits.extract(values, 16, 0, 12, true, 0)).isEmpty();

    assertThat(values).containsExactly(0x7ff, -2048, -1);
  }

  @Test
  void anyOtherBitIsNoticed() {
    short[] values = {1, 2, 3, 4, 0x1005};

    assertThat(MeaningfulBits.extract(values, 16, 0, 12, false, 0)).hasSize(1);

    assertThat(values).containsExactly(1, 2, 3, 4, 5);
  }
}
