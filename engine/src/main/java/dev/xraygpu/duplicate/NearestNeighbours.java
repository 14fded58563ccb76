package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * The most similar samples of every sample, best first; of equally similar ones, the first. What it
 * holds in the end does not depend on the order in which pairs are offered. Thread-safe: samples
 * are locked in ranges.
 *
 * <p>Takes 64 bytes per sample: a similarity and a number for each neighbour.
 */
final class NearestNeighbours {
  /** How many are kept of each sample. */
  static final int COUNT = 8;

  /** Samples that share a lock. */
  static final int RANGE = 512;

  private final float[][] scores;
  private final int[][] others;
  private final float least;
  private final SameFile sameFile;

  /** Which samples are of one file. */
  interface SameFile {
    /** Whether two are: frames of one film are no copies of each other, however alike they are. */
    boolean test(int one, int other);
  }

  /**
   * Neighbours of samples.
   *
   * @param samples how many there are
   * @param least a similarity; what is not above it is not kept
   * @param sameFile which samples are never neighbours
   */
  NearestNeighbours(int samples, float least, SameFile sameFile) {
    this.sameFile = sameFile;
    int ranges = (samples + RANGE - 1) / RANGE;
    this.scores = new float[ranges][RANGE * COUNT];
    this.others = new int[ranges][RANGE * COUNT];
    this.least = least;
    for (int i = 0; i < ranges; i++) {
      Arrays.fill(scores[i], least);
      Arrays.fill(others[i], -1);
    }
  }

  /** What a similarity must exceed to matter to any sample. */
  float least() {
    return least;
  }

  /** Whether two samples are never neighbours, because they are of one file. */
  boolean excludes(int one, int other) {
    return sameFile.test(one, other);
  }

  /** What a similarity must exceed, or equal, to matter to a sample now; it never falls. */
  float threshold(int sample) {
    return scores[sample / RANGE][sample % RANGE * COUNT + COUNT - 1];
  }

  /**
   * Offers a neighbour.
   *
   * @param other the neighbour twice, plus 1 if it is similar when mirrored
   */
  void offer(int sample, int other, float score) {
    float[] of = scores[sample / RANGE];
    int[] who = others[sample / RANGE];
    synchronized (of) {
      int first = sample % RANGE * COUNT;
      int at = first + COUNT - 1;
      if (!(score > least) || !before(score, other, of[at], who[at])) {
        return;
      }
      while (at > first && before(score, other, of[at - 1], who[at - 1])) {
        of[at] = of[at - 1];
        who[at] = who[at - 1];
        at--;
      }
      of[at] = score;
      who[at] = other;
    }
  }

  private static boolean before(float score, int other, float than, int whose) {
    return score > than || (score == than && whose >= 0 && other < whose);
  }

  /**
   * The pairs in which one is among the nearest of the other and the smaller one is in a range,
   * each once, in the order of both. All pairs at once would take as much memory as the neighbours.
   *
   * @param first the first sample of the range
   * @param end the sample behind its last one
   * @return the smaller sample in the upper 32 bits; in the lower ones the other one twice, plus 1
   *     if they are similar when mirrored
   */
  long[] pairs(int first, int end) {
    long[] pairs = new long[(end - first) * COUNT];
    int n = 0;
    for (int of = 0; of < others.length; of++) {
      for (int i = 0; i < RANGE * COUNT; i++) {
        int other = others[of][i];
        if (other < 0) {
          continue;
        }
        int sample = of * RANGE + i / COUNT;
        int neighbour = other >> 1;
        int smaller = Math.min(sample, neighbour);
        if (smaller >= first && smaller < end) {
          if (n == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * n + 1);
          }
          int larger = Math.max(sample, neighbour);
          pairs[n++] = (long) smaller << 32 | (long) larger << 1 | other & 1;
        }
      }
    }
    Arrays.sort(pairs, 0, n);
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        pairs[distinct++] = pairs[i];
      }
    }
    return Arrays.copyOf(pairs, distinct);
  }

  /** How similar the two of a pair are, as {@link #pairs} has it. */
  float similarity(long pair) {
    int sample = (int) (pair >>> 32);
    int mirrored = (int) pair & 1;
    int neighbour = (int) pair >>> 1;
    float known = scoreOf(sample, neighbour << 1 | mirrored);
    return known > least ? known : scoreOf(neighbour, sample << 1 | mirrored);
  }

  private float scoreOf(int sample, int other) {
    int first = sample % RANGE * COUNT;
    int[] who = others[sample / RANGE];
    for (int i = first; i < first + COUNT; i++) {
      if (who[i] == other) {
        return scores[sample / RANGE][i];
      }
    }
    return least;
  }
}
