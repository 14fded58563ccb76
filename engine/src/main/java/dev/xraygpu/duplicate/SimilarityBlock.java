package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Descriptions of a range of samples, value by value, so that one description is compared with all
 * of them in loops the compiler makes vector instructions of. Not thread-safe.
 */
final class SimilarityBlock {
  /** Most samples in a block. */
  static final int SIZE = NearestNeighbours.RANGE;

  // Rows of values that are added in one go; it divides the halves of a description.
  private static final int AT_ONCE = 7;

  private final float[][] values = new float[Signature.DESCRIPTION][SIZE];
  private final float[] even = new float[SIZE];
  private final float[] odd = new float[SIZE];

  /** Sets a sample's description; all zero makes it similar to none. */
  void set(int index, float[] description) {
    for (int k = 0; k < description.length; k++) {
      values[k][index] = description[k];
    }
  }

  /**
   * Compares a description with all.
   *
   * @param similarities receives, for each sample, the similarity to the better one of the image
   *     and its mirror image; negative zero and below is never the better one
   * @param mirrored receives the part that is positive if the image itself is the better one
   */
  void compare(float[] description, float[] similarities, float[] mirrored) {
    product(description, 0, MirrorBasis.HALF, even);
    product(description, MirrorBasis.HALF, Signature.DESCRIPTION, odd);
    for (int i = 0; i < SIZE; i++) {
      mirrored[i] = odd[i];
      similarities[i] = even[i] + Math.abs(odd[i]);
    }
  }

  private void product(float[] q, int from, int to, float[] sums) {
    Arrays.fill(sums, 0);
    for (int k = from; k < to; k += AT_ONCE) {
      add(q, k, values[k], values[k + 1], values[k + 2], values[k + 3], sums);
      add(q, k + 4, values[k + 4], values[k + 5], values[k + 6], sums);
    }
  }

  private static void add(
      float[] q, int k, float[] a, float[] b, float[] c, float[] d, float[] sums) {
    float qa = q[k];
    float qb = q[k + 1];
    float qc = q[k + 2];
    float qd = q[k + 3];
    for (int i = 0; i < SIZE; i++) {
      sums[i] += qa * a[i] + qb * b[i] + (qc * c[i] + qd * d[i]);
    }
  }

  private static void add(float[] q, int k, float[] a, float[] b, float[] c, float[] sums) {
    float qa = q[k];
    float qb = q[k + 1];
    float qc = q[k + 2];
    for (int i = 0; i < SIZE; i++) {
      sums[i] += qa * a[i] + qb * b[i] + qc * c[i];
    }
  }
}
