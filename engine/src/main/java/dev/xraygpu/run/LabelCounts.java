package dev.xraygpu.run;

import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelValue;
import java.util.List;

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

  /** The counts of what is written of these. */
  LabelCounts written(LabelPolicy policy, List<String> classes) {
    LabelCounts written = new LabelCounts(counts.length);
    for (int i = 0; i < counts.length; i++) {
      for (LabelValue said : LabelValue.values()) {
        written.counts[i][policy.written(classes.get(i), said).ordinal()] += of(i, said);
      }
    }
    return written;
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
