package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Samples that must stay together: those of one patient, and copies of one exposure, and whatever
 * both join. Samples that must not be decoded belong to no family.
 */
final class Families {
  private final Dataset dataset;
  private final int[] parents;

  Families(Dataset dataset, Collection<List<Integer>> copies, Function<Sample, String> patientOf) {
    this.dataset = dataset;
    this.parents = new int[dataset.samples().size()];
    Arrays.setAll(parents, i -> i);
    Map<String, Integer> firstOfPatient = new HashMap<>();
    for (Sample sample : dataset.samples()) {
      String patient = patientOf.apply(sample);
      if (!patient.isEmpty() && dataset.rejection(sample).isEmpty()) {
        Integer first = firstOfPatient.putIfAbsent(patient, sample.ordinal());
        if (first != null) {
          join(first, sample.ordinal());
        }
      }
    }
    for (List<Integer> set : copies) {
      set.forEach(ordinal -> join(set.get(0), ordinal));
    }
  }

  private int first(int ordinal) {
    int at = ordinal;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  private void join(int one, int other) {
    int a = first(one);
    int b = first(other);
    parents[Math.max(a, b)] = Math.min(a, b);
  }

  /**
   * All families, each in the order of the paths, by their first samples.
   *
   * @param images which samples count, by their ordinals
   */
  List<List<Sample>> all(IntPredicate images) {
    Map<Integer, List<Sample>> families = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      if (dataset.rejection(sample).isEmpty() && images.test(sample.ordinal())) {
        families.computeIfAbsent(first(sample.ordinal()), f -> new ArrayList<>(1)).add(sample);
      }
    }
    return List.copyOf(families.values());
  }
}
