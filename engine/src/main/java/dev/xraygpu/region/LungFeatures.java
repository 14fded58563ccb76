package dev.xraygpu.region;

/**
 * What a {@link LungBox} sees: the image at {@value #SIDE} x {@value #SIDE} points of the box and
 * three tenths of its sides around it, how much of its outermost rows lies outside the image, and
 * how near the image's edges are.
 */
final class LungFeatures {
  private static final int SIDE = 10;
  private static final double AROUND = 0.3;
  private static final double EDGE_REACH = 0.2;
  private static final int[] OUTER_ROWS = {0, 1, 2, SIDE - 3, SIDE - 2, SIDE - 1};

  /** Number of points in the image. */
  static final int POINTS = SIDE * SIDE;

  /** Number of features; the last one is always 1. */
  static final int COUNT = POINTS + OUTER_ROWS.length + 4 + 1;

  private LungFeatures() {}

  /** The features of a box. */
  static float[] of(NormalizedGrid grid, LungBox box) {
    float[] features = new float[COUNT];
    double[] xs = places(box.left(), box.width());
    double[] ys = places(box.top(), box.height());
    grid.sample(xs, ys, features);
    int columnsOutside = 0;
    for (double x : xs) {
      columnsOutside += isOutside(x) ? 1 : 0;
    }
    int at = POINTS;
    for (int row : OUTER_ROWS) {
      features[at++] = isOutside(ys[row]) ? 1 : (float) columnsOutside / SIDE;
    }
    features[at++] = nearness(box.left());
    features[at++] = nearness(1 - box.right());
    features[at++] = nearness(box.top());
    features[at++] = nearness(1 - box.bottom());
    features[at] = 1;
    return features;
  }

  /** Which feature of the mirrored box in the mirrored image a feature is. */
  static int mirrored(int feature) {
    if (feature < POINTS) {
      return feature / SIDE * SIDE + SIDE - 1 - feature % SIDE;
    }
    int leftEdge = POINTS + OUTER_ROWS.length;
    if (feature == leftEdge) {
      return leftEdge + 1;
    }
    return feature == leftEdge + 1 ? leftEdge : feature;
  }

  private static double[] places(double from, double length) {
    double[] places = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      places[i] = from + ((i + 0.5) / SIDE * (1 + 2 * AROUND) - AROUND) * length;
    }
    return places;
  }

  private static boolean isOutside(double place) {
    return place < 0 || place > 1;
  }

  private static float nearness(double distance) {
    return (float) Math.max(-1, Math.min(1, distance / EDGE_REACH));
  }
}
