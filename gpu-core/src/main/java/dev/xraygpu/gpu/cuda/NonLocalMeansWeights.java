package dev.xraygpu.gpu.cuda;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.NonLocalMeans;
import java.util.Arrays;

/** The weights of non-local means, as OpenCV computes them. */
final class NonLocalMeansWeights {
  // OpenCV takes a weight under this share of the largest one for 0.
  private static final double LEAST_SHARE = 0.001;

  private NonLocalMeansWeights() {}

  /**
   * How far a template's sum of differences is shifted to get a place in the table: instead of
   * dividing it by the number of pixels, OpenCV divides by the next power of two.
   */
  static int shift(NonLocalMeans stage) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(stage.template() * stage.template() - 1);
  }

  /**
   * The weight of each shifted sum, without the zeros at the end. Of 8-bit pixels they are small
   * enough for sums over the search window in 32 bit.
   */
  static int[] of(NonLocalMeans stage, PixelType type) {
    boolean squared = type == PixelType.U8;
    float h = (float) stage.strength(type);
    float hSquared = h * h;
    int max = type.maxValue();
    long room = squared ? Integer.MAX_VALUE : Long.MAX_VALUE;
    int one =
        (int) Math.min(room / ((long) stage.search() * stage.search() * max), Integer.MAX_VALUE);
    double step = (double) (1 << shift(stage)) / (stage.template() * stage.template());
    int entries = (int) ((squared ? max * max : max) / step + 1);
    int[] weights = new int[entries];
    int count = 0;
    for (int i = 0; i < entries; i++) {
      double distance = i * step;
      double exponent = -(squared ? distance : distance * distance) / hSquared;
      int weight = (int) Math.rint(one * StrictMath.exp(exponent));
      if (weight < LEAST_SHARE * one) {
        break; // They only fall.
      }
      weights[count++] = weight;
    }
    return Arrays.copyOf(weights, count);
  }
}
