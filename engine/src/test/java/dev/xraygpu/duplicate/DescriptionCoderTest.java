package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DescriptionCoderTest {
  private final Random random = new Random(4);

  @Test
  void productsOfCodesBoundSimilaritiesAndFit16Bits() {
    DescriptionCoder.Learner learner = new DescriptionCoder.Learner();
    float[][] descriptions = new float[200][];
    for (int i = 0; i < descriptions.length; i++) {
      descriptions[i] = description(i % 5);
      learner.add(descriptions[i]);
    }
    DescriptionCoder coder = learner.coder();
    short[][] codes = new short[descriptions.length][DescriptionCoder.LENGTH];
    double changed = 0;
    for (int i = 0; i < codes.length; i++) {
      changed = Math.max(changed, coder.code(descriptions[i], codes[i]));
    }
    assertThat(changed).isBetween(0.001, 0.04);
    for (int i = 0; i < codes.length; i++) {
      for (int j = 0; j <= i; j++) {
        int even = product(codes[i], codes[j], 0, DescriptionCoder.EVEN_PART);
        int odd = product(codes[i], codes[j], DescriptionCoder.EVEN_PART, DescriptionCoder.LENGTH);
        float similarity =
            SimilarityBlock.evenPart(descriptions[i], descriptions[j])
                + Math.abs(SimilarityBlock.oddPart(descriptions[i], descriptions[j]));
        int bound = even + Math.abs(odd);
        assertThat(bound).isGreaterThanOrEqualTo(DescriptionCoder.least(similarity, changed));
        assertThat(bound).isLessThanOrEqualTo(Short.MAX_VALUE);
        assertThat(even - Math.abs(odd)).isGreaterThanOrEqualTo(Short.MIN_VALUE);
      }
    }
  }

  @Test
  void aCodeIsNeverTooLongForProductsOf16Bits() {
    double longest =
        DescriptionCoder.SCALE
            + Math.sqrt(DescriptionCoder.EVEN + DescriptionCoder.ODD) / 2
            + Math.sqrt(2);
    assertThat(longest * longest).isLessThan(Short.MAX_VALUE);
  }

  private static int product(short[] one, short[] other, int from, int to) {
    int sum = 0;
    for (int k = from; k < to; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }

  // Of length 1: spread over all values, or over few.
  private float[] description(int kind) {
    float[] values = new float[Signature.DESCRIPTION];
    double length = 0;
    for (int k = 0; k < values.length; k++) {
      double value = kind == 0 || k % (20 * kind) == 0 ? random.nextGaussian() : 0;
      values[k] = (float) value;
      length += value * value;
    }
    for (int k = 0; k < values.length; k++) {
      values[k] /= (float) Math.sqrt(length);
    }
    return values;
  }
}
