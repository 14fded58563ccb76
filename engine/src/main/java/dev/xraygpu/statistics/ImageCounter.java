package dev.xraygpu.statistics;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Counts the pixels of one image after the other fast, and hands exact histograms over on request.
 * An image's own counts also yield its summary, which decides whether they are kept. Not
 * thread-safe: one per worker.
 *
 * <p>8-bit pixels of large images are counted in pairs: a table of 65,536 entries takes one
 * increment for two neighbouring pixels, and is folded into 256 bins. Neighbours in an X-ray are
 * alike, so the entries in use stay in the processor's cache. Pixels are counted from an array that
 * a part of them was copied to, because HotSpot's loops over arrays are the faster ones by more
 * than the copying costs.
 */
public final class ImageCounter {
  private static final int BINS = 256;
  private static final int PAIRS = BINS * BINS;
  private static final int CHUNK = 4096;

  /** From how many pixels on counting in pairs is worth folding the table. */
  private static final int LARGE = 1 << 17;

  private final char[] chunk = new char[CHUNK];
  private final byte[] smallChunk = new byte[2 * CHUNK];

  /** By pair, the second pixel in the upper bits; zero between two images. */
  private final int[] pairs = new int[PAIRS];

  /** Four tables, so that equal neighbours do not wait for each other; zero between two images. */
  private final int[] quarters = new int[4 * BINS];

  /** The counts of the image that was counted last, by its type. */
  private final int[] shallow = new int[BINS];

  private int[] deep = new int[0];
  private PixelType type = PixelType.U8;
  private final PixelStatistics statistics = new PixelStatistics();

  /** A counter of nothing yet. */
  public ImageCounter() {}

  /** Counts all pixels of one image and keeps them. */
  public void add(HostImage image) {
    count(image);
    keep();
  }

  /**
   * Counts all pixels of one image; {@link #keep} adds them to the statistics.
   *
   * @return sum and constancy of its pixels
   */
  public PixelSummary count(HostImage image) {
    type = image.type();
    int count = image.pixelCount();
    if (type == PixelType.U16) {
      countDeep(image.bytes(), count);
    } else if (count >= LARGE) {
      countPairs(image.bytes(), count);
    } else {
      countSingly(image.bytes(), count);
    }
    return summary(count);
  }

  /** Adds the image that was counted last to the statistics. */
  public void keep() {
    Histogram histogram = statistics.histogram(type);
    int[] counts = counts();
    for (int value = 0; value < counts.length; value++) {
      histogram.add(value, counts[value]);
    }
    statistics.addImages(1);
  }

  /** Adds everything kept since the last call to {@code target}, and forgets it. */
  public void drainInto(PixelStatistics target) {
    target.add(statistics);
    statistics.clear();
  }

  private int[] counts() {
    return type == PixelType.U16 ? deep : shallow;
  }

  private PixelSummary summary(int count) {
    int[] counts = counts();
    long sum = 0;
    boolean constant = false;
    for (int value = 0; value < counts.length; value++) {
      sum += (long) value * counts[value];
      constant |= counts[value] == count;
    }
    return new PixelSummary(type, count, sum, constant);
  }

  private void countDeep(ByteBuffer pixels, int count) {
    if (deep.length == 0) {
      deep = new int[PixelType.U16.bins()];
    } else {
      Arrays.fill(deep, 0);
    }
    CharBuffer values = pixels.asCharBuffer();
    for (int at = 0; at < count; at += CHUNK) {
      int length = Math.min(CHUNK, count - at);
      values.get(at, chunk, 0, length);
      increment(deep, chunk, length);
    }
  }

  private void countPairs(ByteBuffer pixels, int count) {
    CharBuffer values = pixels.asCharBuffer();
    int both = count / 2;
    for (int at = 0; at < both; at += CHUNK) {
      int length = Math.min(CHUNK, both - at);
      values.get(at, chunk, 0, length);
      increment(pairs, chunk, length);
    }
    fold();
    if (count % 2 == 1) {
      shallow[pixels.get(count - 1) & 0xff]++;
    }
  }

  private static void increment(int[] table, char[] values, int length) {
    for (int i = 0; i < length; i++) {
      table[values[i]]++;
    }
  }

  private void fold() {
    Arrays.fill(shallow, 0);
    for (int second = 0; second < BINS; second++) {
      int sum = foldRow(pairs, second * BINS, shallow);
      shallow[second] += sum;
    }
    Arrays.fill(pairs, 0);
  }

  /** Adds a row to the bins of the first pixels; returns its sum, which is the second pixel's. */
  private static int foldRow(int[] pairs, int row, int[] bins) {
    int sum = 0;
    for (int first = 0; first < BINS; first++) {
      int count = pairs[row + first];
      bins[first] += count;
      sum += count;
    }
    return sum;
  }

  private void countSingly(ByteBuffer pixels, int count) {
    for (int at = 0; at < count; at += smallChunk.length) {
      int length = Math.min(smallChunk.length, count - at);
      pixels.get(at, smallChunk, 0, length);
      incrementQuarters(quarters, smallChunk, length);
    }
    for (int value = 0; value < BINS; value++) {
      shallow[value] =
          quarters[value]
              + quarters[BINS + value]
              + quarters[2 * BINS + value]
              + quarters[3 * BINS + value];
    }
    Arrays.fill(quarters, 0);
  }

  private static void incrementQuarters(int[] table, byte[] values, int length) {
    int i = 0;
    for (; i + 3 < length; i += 4) {
      table[values[i] & 0xff]++;
      table[BINS + (values[i + 1] & 0xff)]++;
      table[2 * BINS + (values[i + 2] & 0xff)]++;
      table[3 * BINS + (values[i + 3] & 0xff)]++;
    }
    for (; i < length; i++) {
      table[values[i] & 0xff]++;
    }
  }
}
