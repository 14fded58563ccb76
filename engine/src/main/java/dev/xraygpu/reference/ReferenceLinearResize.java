package dev.xraygpu.reference;

/**
 * Linear resize of 8-bit pixels in plain Java, from the written rules: fixed point with 11 bits,
 * half-pixel centres; the 2x2 mean where both sides are halved exactly.
 */
public final class ReferenceLinearResize {
  private static final int ONE = 2048;

  private ReferenceLinearResize() {}

  /** One axis: where each result lies between two sources. */
  record Axis(int[] index, float[] fraction) {
    static Axis centred(int source, int target) {
      double scale = 1.0 / ((double) target / source);
      Axis axis = new Axis(new int[target], new float[target]);
      for (int d = 0; d < target; d++) {
        float place = (float) ((d + 0.5) * scale - 0.5);
        axis.set(d, (int) Math.floor(place), place - (float) Math.floor(place));
      }
      return axis;
    }

    void set(int at, int whole, float part) {
      index[at] = whole;
      fraction[at] = part;
    }
  }

  /** The image in another size. */
  public static GrayArray resize(GrayArray source, int width, int height) {
    if (source.width() == 2 * width && source.height() == 2 * height) {
      return halve(source);
    }
    return interpolate(
        source, Axis.centred(source.width(), width), Axis.centred(source.height(), height));
  }

  static GrayArray halve(GrayArray source) {
    GrayArray result = new GrayArray(source.width() / 2, source.height() / 2);
    for (int y = 0; y < result.height(); y++) {
      for (int x = 0; x < result.width(); x++) {
        int sum =
            source.at(2 * x, 2 * y)
                + source.at(2 * x + 1, 2 * y)
                + source.at(2 * x, 2 * y + 1)
                + source.at(2 * x + 1, 2 * y + 1);
        result.put(x, y, (sum + 2) >> 2);
      }
    }
    return result;
  }

  static GrayArray interpolate(GrayArray source, Axis columns, Axis rows) {
    GrayArray result = new GrayArray(columns.index().length, rows.index().length);
    for (int y = 0; y < result.height(); y++) {
      int top = clamp(rows.index()[y], source.height());
      int bottom = clamp(rows.index()[y] + 1, source.height());
      int weightTop = weight(1 - rows.fraction()[y]);
      int weightBottom = weight(rows.fraction()[y]);
      for (int x = 0; x < result.width(); x++) {
        int left = columns.index()[x];
        float fraction = columns.fraction()[x];
        if (left < 0) {
          left = 0;
          fraction = 0;
        } else if (left >= source.width() - 1) {
          left = source.width() - 1;
          fraction = 0;
        }
        int right = Math.min(left + 1, source.width() - 1);
        int a = weight(1 - fraction);
        int b = weight(fraction);
        int upper = source.at(left, top) * a + source.at(right, top) * b;
        int lower = source.at(left, bottom) * a + source.at(right, bottom) * b;
        int value =
            (((weightTop * (upper >> 4)) >> 16) + ((weightBottom * (lower >> 4)) >> 16) + 2) >> 2;
        result.put(x, y, Math.max(0, Math.min(255, value)));
      }
    }
    return result;
  }

  private static int weight(float fraction) {
    return (short) Math.rint(fraction * ONE);
  }

  private static int clamp(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }
}
