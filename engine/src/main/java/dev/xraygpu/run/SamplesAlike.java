package dev.xraygpu.run;

import dev.xraygpu.dataset.NumberSort;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/** Samples whose keys are equal: those that may be the same, which a closer look must show. */
final class SamplesAlike {
  private SamplesAlike() {}

  /** Takes samples of one key. */
  interface Taker {
    /** Takes two samples or more, in the order of the paths. */
    void accept(int[] ordinals) throws IOException;
  }

  /**
   * Hands out the samples that share a key with another one.
   *
   * @param samples ordinals; what is taken away meanwhile is handed out nevertheless
   * @param keys by ordinal
   */
  static void handOut(BitSet samples, long[] keys, Taker taker) throws IOException {
    int[] sorted = samples.stream().toArray();
    NumberSort.sort(sorted, (a, b) -> Long.compare(keys[a], keys[b]));
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || keys[sorted[i]] != keys[sorted[from]]) {
        if (i - from > 1) {
          taker.accept(Arrays.copyOfRange(sorted, from, i));
        }
        from = i;
      }
    }
  }
}
