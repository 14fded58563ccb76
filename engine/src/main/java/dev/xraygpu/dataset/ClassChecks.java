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
  /** A class of fewer usable images where a model learns may be one of almost none. */
  public static final int FEWEST_IMAGES = 10;

  /** It is, if another class has this many times as many. */
  public static final int TIMES_AS_MANY = 10;

  private ClassChecks() {}

  /**
   * Classes that one split alone has, and classes of fewer than {@value #FEWEST_IMAGES} images in
   * the training split, or in the whole dataset if it has none, where another class has {@value
   * #TIMES_AS_MANY} times as many. An image of several classes counts for each.
   *
   * @param usable ordinals that count
   */
  public static List<Finding> check(Dataset dataset, IntPredicate usable) {
    Map<String, Map<Split, Integer>> counts = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      if (usable.test(sample.ordinal())) {
        for (String name : dataset.classesOf(sample)) {
          counts
              .computeIfAbsent(name, label -> new EnumMap<>(Split.class))
              .merge(sample.split(), 1, Integer::sum);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    int most =
        counts.values().stream().mapToInt(splits -> learned(dataset, splits)).max().orElse(0);
    counts.forEach((label, splits) -> check(dataset, label, splits, most, findings));
    return findings;
  }

  private static void check(
      Dataset dataset, String label, Map<Split, Integer> counts, int most, List<Finding> findings) {
    if (dataset.splits().size() > 1 && counts.size() == 1) {
      Split only = counts.keySet().iterator().next();
      findings.add(
          Finding.of(
              "",
              FindingCode.CLASS_IN_ONE_SPLIT,
              "the class " + label + " is in " + only + " only, with " + images(all(counts))));
    }
    int learned = learned(dataset, counts);
    if (learned > 0 && learned < FEWEST_IMAGES && learned * TIMES_AS_MANY <= most) {
      findings.add(
          Finding.of(
              "",
              FindingCode.RARE_CLASS,
              "the class "
                  + label
                  + " has "
                  + images(learned)
                  + (dataset.hasTrainingSplit() ? " in train" : "")
                  + ", another one "
                  + most));
    }
  }

  private static int learned(Dataset dataset, Map<Split, Integer> counts) {
    return dataset.hasTrainingSplit() ? counts.getOrDefault(Split.TRAIN, 0) : all(counts);
  }

  private static int all(Map<Split, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String images(int count) {
    return count + (count == 1 ? " usable image" : " usable images");
  }
}
