package dev.xraygpu.picture;

import dev.xraygpu.image.PixelType;
import java.util.Arrays;

/**
 * A histogram as bars: 256 ranges of values, each as high as its count, in whole pixels rounded up,
 * so that whatever occurs is seen. A few values that are much more frequent than all others, as
 * padding and background make them, are cut off.
 */
public final class HistogramBars {
  /** Ranges of values. */
  public static final int BINS = 256;

  private static final int MOST_CUT_OFF = 6;
  private static final double FAR = 2;
  private static final double HEADROOM = 1.05;

  private final long[] counts;
  private final double ceiling;
  private final int last;

  private HistogramBars(long[] counts, int last) {
    this.counts = counts;
    this.ceiling = ceiling(Arrays.stream(counts).asDoubleStream().toArray());
    this.last = last;
  }

  /**
   * Bars over all values that can occur; of 16-bit pixels that use fewer bits, over those bits, as
   * otherwise all of them would stand in the first bars.
   */
  public static HistogramBars of(PixelValues values) {
    int end = values.type().bins();
    if (values.type() == PixelType.U16) {
      while (end / 2 > values.max() && end > BINS) {
        end /= 2;
      }
    }
    return new HistogramBars(values.bins(BINS, end), end - 1);
  }

  /**
   * How high a chart of shares or counts reaches: to the most frequent one that is not far above
   * the rest.
   */
  public static double ceiling(double[] heights) {
    double[] sorted = heights.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double rest = sorted[last - MOST_CUT_OFF];
    int highest = last;
    while (rest > 0 && sorted[highest] > FAR * rest) {
      highest--;
    }
    return Math.max(sorted[highest] * HEADROOM, 1e-12);
  }

  /** The value at the right end. */
  public int last() {
    return last;
  }

  /** How high a bar is in a chart of so many rows. */
  public int height(int bin, int rows) {
    return (int) Math.min(rows, (long) Math.ceil(counts[bin] * rows / ceiling));
  }

  /** Whether a bar is cut off. */
  public boolean cutOff(int bin) {
    return counts[bin] > ceiling;
  }

  /** The share of pixels in bars that are cut off, 0 to 1. */
  public double shareCutOff() {
    long cut = 0;
    long all = 0;
    for (int i = 0; i < BINS; i++) {
      cut += cutOff(i) ? counts[i] : 0;
      all += counts[i];
    }
    return (double) cut / all;
  }
}
