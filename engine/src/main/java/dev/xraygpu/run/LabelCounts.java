package dev.xraygpu.run;

import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelValue;

/** Of how many kept images what is known, class by class. */
public final class LabelCounts {
  private final long[][] counts;

  /** Nothing yet, of so many classes. */
  LabelCounts(int classes) {
    counts = new long[classes][LabelValue.values().length];
  }

  /** Counts an image. */
  void add(LabelSet set) {
    for (int i = 0; i < counts.length; i++) {
      counts[i][set.get(i).ordinal()]++;
    }
  }

  /** How many images have a value for a class. */
  public long of(int classNumber, LabelValue value) {
    return counts[classNumber][value.ordinal()];
  }

  /** Whether any image has a value for any class. */
  public boolean has(LabelValue value) {
    for (long[] ofClass : counts) {
      if (ofClass[value.ordinal()] > 0) {
        return true;
      }
    }
    return false;
  }
}
