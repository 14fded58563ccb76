package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** What the numbers of images per class and split say about a dataset. */
public final class ClassChecks {
  /** A class of fewer usable images where a model learns is one of almost none. */
  public static final int FEWEST_IMAGES = 10;

  private ClassChecks() {}

  /**
   * Classes that one split alone has, and classes of fewer than {@value #FEWEST_IMAGES} images in
   * the training split, or in the whole dataset if it has none.
   *
   * @param usable ordinals that count
   */
  public static List<Finding> check(Dataset dataset, IntPredicate usable) {
    Map<String, Map<Split, Integer>> counts = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      if (!sample.label().isEmpty() && usable.test(sample.ordinal())) {
        counts
            .computeIfAbsent(sample.label(), label -> new EnumMap<>(Split.class))
            .merge(sample.split(), 1, Integer::sum);
      }
    }
    List<Finding> findings = new ArrayList<>();
    counts.forEach((label, splits) -> check(dataset, label, splits, findings));
    return findings;
  }

  private static void check(
      Dataset dataset, String label, Map<Split, Integer> counts, List<Finding> findings) {
    if (dataset.splits().size() > 1 && counts.size() == 1) {
      Split only = counts.keySet().iterator().next();
      findings.add(
          Finding.of(
              "",
              FindingCode.CLASS_IN_ONE_SPLIT,
              "the class " + label + " is in " + only + " only, with " + images(counts.get(only))));
    }
    int learned =
        dataset.hasTrainingSplit()
            ? counts.getOrDefault(Split.TRAIN, 0)
            : counts.values().stream().mapToInt(Integer::intValue).sum();
    if (learned > 0 && learned < FEWEST_IMAGES) {
      findings.add(
          Finding.of(
              "",
              FindingCode.RARE_CLASS,
              "the class "
                  + label
                  + " has "
                  + images(learned)
                  + (dataset.hasTrainingSplit() ? " in train" : "")
                  + ", under "
                  + FEWEST_IMAGES));
    }
  }

  private static String images(int count) {
    return count + (count == 1 ? " usable image" : " usable images");
  }
}
