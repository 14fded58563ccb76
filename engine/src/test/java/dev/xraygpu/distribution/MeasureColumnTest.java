package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasureColumnTest {
  @Test
  void valuesAreWhatWasSetLast() {
    Random random = new Random(3);
    float[] choices = {Float.NaN, 0f, -0f, 1f, 8f};
    for (int run = 0; run < 300; run++) {
      int samples = 1 + random.nextInt(40);
      // One value only, in some runs, and from some time on another one in others.
      int different = 1 + random.nextInt(choices.length);
      MeasureColumn column = new MeasureColumn(samples);
      float[] expected = new float[samples];
      Arrays.fill(expected, Float.NaN);
      for (int i = random.nextInt(3 * samples); i > 0; i--) {
        int ordinal = random.nextInt(samples);
        float value = choices[random.nextInt(different)];
        column.set(ordinal, value);
        expected[ordinal] = value;
      }
      for (int i = 0; i < samples; i++) {
        assertThat(Float.floatToIntBits(column.get(i)))
            .isEqualTo(Float.floatToIntBits(expected[i]));
      }
    }
  }
}
