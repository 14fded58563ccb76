package dev.xraygpu.weights;

import java.util.Arrays;

/**
 * Which source pixels of one axis each target pixel covers, and how much of it each makes up, where
 * an axis does not grow. Computed in double precision and stored in single, as OpenCV has them.
 */
public final class AreaTable {
  // What is less of a source pixel is left out.
  private static final double NEGLIGIBLE = 1e-3;

  private final int[] first;
  private int[] source;
  private float[] weight;
  private int parts;

  /** The table of an axis that does not grow. */
  public AreaTable(int length, int target) {
    double scale = 1.0 / ((double) target / length);
    first = new int[target + 1];
    source = new int[length + 2 * target];
    weight = new float[source.length];
    for (int d = 0; d < target; d++) {
      first[d] = parts;
      double from = d * scale;
      double to = from + scale;
      double cell = Math.min(scale, length - from);
      int last = Math.min((int) Math.floor(to), length - 1);
      int begin = Math.min((int) Math.ceil(from), last);
      if (begin - from > NEGLIGIBLE) {
        add(begin - 1, (float) ((begin - from) / cell));
      }
      for (int s = begin; s < last; s++) {
        add(s, (float) (1.0 / cell));
      }
      if (to - last > NEGLIGIBLE) {
        add(last, (float) (Math.min(Math.min(to - last, 1), cell) / cell));
      }
    }
    first[target] = parts;
  }

  private void add(int pixel, float share) {
    if (parts == source.length) {
      source = Arrays.copyOf(source, 2 * parts);
      weight = Arrays.copyOf(weight, 2 * parts);
    }
    source[parts] = pixel;
    weight[parts] = share;
    parts++;
  }

  /** Number of target pixels. */
  public int spans() {
    return first.length - 1;
  }

  /** Number of parts of all target pixels. */
  public int parts() {
    return parts;
  }

  /** The first part of a target pixel; of the one behind the last, the number of parts. */
  public int first(int span) {
    return first[span];
  }

  /** The source pixel of a part. */
  public int source(int part) {
    return source[part];
  }

  /** Its share of the target pixel. */
  public float weight(int part) {
    return weight[part];
  }
}
