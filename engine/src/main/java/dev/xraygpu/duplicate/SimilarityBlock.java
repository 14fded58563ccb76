package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Descriptions of a range of samples, value by value, so that one description is compared with all
 * of them in loops the compiler makes vector instructions of. Not thread-safe.
 *
 * <p>A similarity is a sum in single precision, always of the same products in the same order: with
 * q and d the values of two descriptions, seven at a time, {@code sum + (q0 d0 + q1 d1 + (q2 d2 +
 * q3 d3)) + (q4 d4 + q5 d5 + q6 d6)}.
 */
final class SimilarityBlock {
  /** Most samples in a block. */
  static final int SIZE = NearestNeighbours.RANGE;

  // Rows of values that are added in one go; it divides the halves of a description.
  private static final int AT_ONCE = 7;

  private final float[][] values = new float[Signature.DESCRIPTION][SIZE];
  private final float[] even = new float[SIZE];
  private final float[] odd = new float[SIZE];
  private int first;
  private int count;

  /**
   * Takes the descriptions of a run from a place on, as many as there is room for. All zero, which
   * is similar to none, stands for one that is missing.
   */
  void set(Descriptions.Run run, int from) {
    first = run.sample(from);
    count = Math.min(SIZE, run.size() - from);
    for (int i = 0; i < count; i++) {
      float[] description = run.get(from + i);
      for (int k = 0; k < values.length; k++) {
        values[k][i] = description.length == 0 ? 0 : description[k];
      }
    }
    for (float[] row : values) {
      Arrays.fill(row, count, SIZE, 0);
    }
  }

  /**
   * Compares a description with all, and offers both sides what may be a neighbour.
   *
   * @param sample whose description it is
   * @param from first place of the block to compare with
   */
  void offer(int sample, float[] description, int from, NearestNeighbours neighbours) {
    product(description, 0, MirrorBasis.HALF, even);
    product(description, MirrorBasis.HALF, Signature.DESCRIPTION, odd);
    for (int i = from; i < count; i++) {
      offer(sample, first + i, even[i], odd[i], neighbours);
    }
  }

  /**
   * Offers two samples to each other. Of the image and its mirror image the more similar one
   * counts.
   *
   * @param even similarity of the even halves
   * @param odd similarity of the odd halves; negative if the mirror image is the more similar one
   */
  static void offer(int one, int other, float even, float odd, NearestNeighbours neighbours) {
    float similarity = even + Math.abs(odd);
    if (!(similarity > neighbours.least())) {
      return; // nearly all
    }
    if (neighbours.excludes(one, other)) {
      return;
    }
    int mirrored = odd < 0 ? 1 : 0;
    if (similarity >= neighbours.threshold(one)) {
      neighbours.offer(one, other << 1 | mirrored, similarity);
    }
    if (similarity >= neighbours.threshold(other)) {
      neighbours.offer(other, one << 1 | mirrored, similarity);
    }
  }

  /** How similar the even halves of two descriptions are, as a block has it. */
  static float evenPart(float[] one, float[] other) {
    return product(one, other, 0);
  }

  /** How similar the odd halves of two descriptions are, as a block has it. */
  static float oddPart(float[] one, float[] other) {
    return product(one, other, MirrorBasis.HALF);
  }

  private static float product(float[] q, float[] d, int from) {
    float sum = 0;
    for (int k = from; k < from + MirrorBasis.HALF; k += AT_ONCE) {
      sum += q[k] * d[k] + q[k + 1] * d[k + 1] + (q[k + 2] * d[k + 2] + q[k + 3] * d[k + 3]);
      sum += q[k + 4] * d[k + 4] + q[k + 5] * d[k + 5] + q[k + 6] * d[k + 6];
    }
    return sum;
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
