package dev.xraygpu.reference;

import java.util.Arrays;

/** The median of a square neighbourhood, edge pixels repeated, by sorting. */
public final class ReferenceMedian {
  private ReferenceMedian() {}

  /** The filtered image. */
  public static GrayArray filter(GrayArray source, int kernel) {
    int radius = kernel / 2;
    GrayArray result = new GrayArray(source.width(), source.height());
    int[] window = new int[kernel * kernel];
    for (int y = 0; y < source.height(); y++) {
      for (int x = 0; x < source.width(); x++) {
        int n = 0;
        for (int j = -radius; j <= radius; j++) {
          for (int i = -radius; i <= radius; i++) {
            window[n++] =
                source.at(
                    Math.max(0, Math.min(source.width() - 1, x + i)),
                    Math.max(0, Math.min(source.height() - 1, y + j)));
          }
        }
        Arrays.sort(window);
        result.put(x, y, window[n / 2]);
      }
    }
    return result;
  }
}
