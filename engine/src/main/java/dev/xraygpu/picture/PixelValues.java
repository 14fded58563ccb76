package dev.xraygpu.picture;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.Moments;

/** How often each value occurs in one image. */
public final class PixelValues {
  private final Histogram histogram;
  private final Moments moments;
  private final int min;
  private final int max;

  private PixelValues(Histogram histogram) {
    this.histogram = histogram;
    Histogram none = new Histogram(histogram.type() == PixelType.U8 ? PixelType.U16 : PixelType.U8);
    this.moments =
        histogram.type() == PixelType.U8
            ? Moments.of(histogram, none)
            : Moments.of(none, histogram);
    int low = 0;
    while (histogram.count(low) == 0) {
      low++;
    }
    int high = histogram.type().maxValue();
    while (histogram.count(high) == 0) {
      high--;
    }
    this.min = low;
    this.max = high;
  }

  /** Counts an image. */
  public static PixelValues of(HostImage image) {
    Histogram histogram = new Histogram(image.type());
    histogram.add(image);
    return new PixelValues(histogram);
  }

  /** The pixels' type. */
  public PixelType type() {
    return histogram.type();
  }

  /** The smallest value that occurs. */
  public int min() {
    return min;
  }

  /** The largest value that occurs. */
  public int max() {
    return max;
  }

  /** Mean, in units where the largest possible value is 1. */
  public double mean() {
    return moments.mean();
  }

  /** Standard deviation, in the same units. */
  public double std() {
    return moments.std();
  }

  /** The share of pixels that have a value, 0 to 1. */
  public double share(int value) {
    return (double) histogram.count(value) / moments.pixels();
  }

  /** The smallest value that at least a share of the pixels do not exceed. */
  public int quantile(double share) {
    double wanted = share * moments.pixels();
    long sum = 0;
    for (int value = 0; value < type().maxValue(); value++) {
      sum += histogram.count(value);
      if (sum >= wanted) {
        return value;
      }
    }
    return type().maxValue();
  }

  /**
   * Counts of equally wide ranges of values from 0 on.
   *
   * @param bins how many, a divisor of {@code end}
   * @param end the first value behind the last range; all values are below it
   */
  public long[] bins(int bins, int end) {
    long[] counts = new long[bins];
    int width = end / bins;
    for (int value = min; value <= max; value++) {
      counts[value / width] += histogram.count(value);
    }
    return counts;
  }
}
