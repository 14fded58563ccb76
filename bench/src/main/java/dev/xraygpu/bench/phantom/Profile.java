package dev.xraygpu.bench.phantom;

/** A smooth curve of one variable through given points, tabulated for speed. */
final class Profile {
  private static final int STEPS = 256;

  private final float first;
  private final float scale;
  private final float[] values = new float[STEPS + 2];

  private Profile(double[] points) {
    first = (float) points[0];
    double last = points[points.length - 2];
    scale = (float) (STEPS / (last - points[0]));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) interpolate(points, points[0] + (last - points[0]) * i / STEPS);
    }
  }

  /**
   * A curve through {@code t0, v0, t1, v1, ...} with ascending {@code t}; beyond both ends it keeps
   * the end's value.
   */
  static Profile through(double... points) {
    return new Profile(points);
  }

  /** The value at {@code t}. */
  float at(float t) {
    float position = Math.max(0f, Math.min(STEPS, (t - first) * scale));
    int index = (int) position;
    float fraction = position - index;
    return values[index] + (values[index + 1] - values[index]) * fraction;
  }

  // Cubic Hermite segments with the slopes of Catmull and Rom for uneven spacing.
  private static double interpolate(double[] points, double t) {
    int count = points.length / 2;
    int segment = 0;
    while (segment < count - 2 && t > points[2 * segment + 2]) {
      segment++;
    }
    double t0 = points[2 * segment];
    double t1 = points[2 * segment + 2];
    double length = t1 - t0;
    double u = Math.max(0, Math.min(1, (t - t0) / length));
    double slope0 = slope(points, segment) * length;
    double slope1 = slope(points, segment + 1) * length;
    double v0 = points[2 * segment + 1];
    double v1 = points[2 * segment + 3];
    double cubic = 2 * v0 - 2 * v1 + slope0 + slope1;
    double square = -3 * v0 + 3 * v1 - 2 * slope0 - slope1;
    return ((cubic * u + square) * u + slope0) * u + v0;
  }

  private static double slope(double[] points, int index) {
    int before = Math.max(0, index - 1);
    int after = Math.min(points.length / 2 - 1, index + 1);
    return (points[2 * after + 1] - points[2 * before + 1])
        / (points[2 * after] - points[2 * before]);
  }
}
