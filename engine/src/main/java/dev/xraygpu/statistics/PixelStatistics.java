package dev.xraygpu.statistics;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Exact statistics of many images of either depth: a histogram per pixel type. Not thread-safe: one
 * per worker, merged at the end.
 */
public final class PixelStatistics {
  private final Map<PixelType, Histogram> histograms = new EnumMap<>(PixelType.class);
  private long images;

  /** Statistics of nothing yet. */
  public PixelStatistics() {
    for (PixelType type : PixelType.values()) {
      histograms.put(type, new Histogram(type));
    }
  }

  /** Number of images that were counted. */
  public long images() {
    return images;
  }

  /** The histogram of all pixels of that type; live, not a copy. */
  public Histogram histogram(PixelType type) {
    return java.util.Objects.requireNonNull(histograms.get(type));
  }

  /** Counts one image. */
  public void add(HostImage image) {
    histogram(image.type()).add(image);
    images++;
  }

  /** Takes one image back that is counted here, or will be: until then, counts may be negative. */
  public void remove(HostImage image) {
    Histogram alone = new Histogram(image.type());
    alone.add(image);
    histogram(image.type()).subtract(alone);
    images--;
  }

  /** Counts images whose pixels were counted into {@link #histogram} by the caller. */
  public void addImages(long count) {
    images += count;
  }

  /** Adds all of another's counts. */
  public void add(PixelStatistics other) {
    for (PixelType type : PixelType.values()) {
      histogram(type).add(other.histogram(type));
    }
    images += other.images;
  }

  /** Forgets everything. */
  public void clear() {
    histograms.values().forEach(Histogram::clear);
    images = 0;
  }

  /** Mean and standard deviation over all pixels, or nothing where none was counted. */
  public Optional<Moments> moments() {
    Histogram u8 = histogram(PixelType.U8);
    Histogram u16 = histogram(PixelType.U16);
    return u8.isEmpty() && u16.isEmpty() ? Optional.empty() : Optional.of(Moments.of(u8, u16));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelStatistics s
        && s.images == images
        && s.histograms.equals(histograms);
  }

  @Override
  public int hashCode() {
    return histograms.hashCode();
  }

  @Override
  public String toString() {
    return "PixelStatistics[" + images + " images, " + histograms.values() + "]";
  }
}
