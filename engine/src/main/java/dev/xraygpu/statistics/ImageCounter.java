package dev.xraygpu.statistics;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts the pixels of many images fast, and hands the exact histograms over on request. Not
 * thread-safe: one per worker.
 *
 * <p>8-bit pixels are counted in pairs: a table of 65,536 entries takes one increment for two
 * neighbouring pixels, and is folded into 256 bins once in a billion pixels instead of once per
 * image. Neighbours in an X-ray are alike, so the entries in use stay in the processor's cache.
 */
public final class ImageCounter {
  private static final int PAIRS = 1 << 16;
  // An entry grows by at most one per pair: folded before it could exceed 31 bits.
  private static final long FOLD_AFTER_PIXELS = 1L << 30;

  private final long foldAfterPixels;
  private final int[] pairs = new int[PAIRS];
  private long pixelsInPairs;
  private final PixelStatistics statistics = new PixelStatistics();

  /** A counter of nothing yet. */
  public ImageCounter() {
    this(FOLD_AFTER_PIXELS);
  }

  /** A counter that folds earlier than it has to. */
  ImageCounter(long foldAfterPixels) {
    this.foldAfterPixels = foldAfterPixels;
  }

  /** Counts all pixels of one image. */
  public void add(HostImage image) {
    if (image.type() == PixelType.U8) {
      if (pixelsInPairs + image.pixelCount() > foldAfterPixels) {
        fold();
      }
      addPairs(image.pixels(), image.pixelCount());
      pixelsInPairs += image.pixelCount();
    } else {
      statistics.histogram(image.type()).add(image);
    }
    statistics.addImages(1);
  }

  /** Adds everything counted since the last call to {@code target}, and forgets it. */
  public void drainInto(PixelStatistics target) {
    fold();
    target.add(statistics);
    statistics.clear();
  }

  private void addPairs(ByteBuffer pixels, int count) {
    int[] table = pairs;
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      long eight = pixels.getLong(i);
      int low = (int) eight;
      int high = (int) (eight >>> 32);
      if (low == high && (low & 0xffff) == low >>> 16) {
        // Flat background, the most frequent case by far, would otherwise wait for its own entry.
        table[low & 0xffff] += 4;
      } else {
        table[low & 0xffff]++;
        table[low >>> 16]++;
        table[high & 0xffff]++;
        table[high >>> 16]++;
      }
    }
    Histogram histogram = statistics.histogram(PixelType.U8);
    for (; i < count; i++) {
      histogram.add(pixels.get(i) & 0xff, 1);
    }
  }

  private void fold() {
    if (pixelsInPairs == 0) {
      return;
    }
    Histogram histogram = statistics.histogram(PixelType.U8);
    for (int pair = 0; pair < PAIRS; pair++) {
      if (pairs[pair] != 0) {
        histogram.add(pair & 0xff, pairs[pair]);
        histogram.add(pair >>> 8, pairs[pair]);
      }
    }
    Arrays.fill(pairs, 0);
    pixelsInPairs = 0;
  }
}
