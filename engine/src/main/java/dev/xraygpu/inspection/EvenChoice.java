package dev.xraygpu.inspection;

import dev.xraygpu.dataset.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Chooses a few samples that stand for all, the same ones every time. */
final class EvenChoice {
  private EvenChoice() {}

  /**
   * As many of each split and class as there is room for, and of each the same distance apart.
   *
   * @return at most {@code limit} samples, by split, class and path
   */
  static List<Sample> of(List<Sample> samples, int limit) {
    TreeMap<String, List<Sample>> groups = new TreeMap<>();
    for (Sample sample : samples) {
      String key = sample.split().ordinal() + "\0" + sample.label();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(sample);
    }
    // The smallest groups first, so that what they leave over goes to the others.
    List<List<Sample>> bySize = new ArrayList<>(groups.values());
    bySize.sort(Comparator.comparing(List::size));
    TreeMap<Integer, Sample> chosen = new TreeMap<>();
    int room = Math.min(limit, samples.size());
    for (int i = 0; i < bySize.size(); i++) {
      List<Sample> group = bySize.get(i);
      int share = Math.min(group.size(), room / (bySize.size() - i));
      for (int k = 0; k < share; k++) {
        Sample sample = group.get((int) ((long) k * group.size() / share));
        chosen.put(sample.ordinal(), sample);
      }
      room -= share;
    }
    return chosen.values().stream().sorted(byClass()).toList();
  }

  /** By split, class and path. */
  static Comparator<Sample> byClass() {
    return Comparator.comparing(Sample::split)
        .thenComparing(Sample::label)
        .thenComparing(Sample::ordinal);
  }
}
