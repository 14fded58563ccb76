package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** What the labels of one study say against each other, where an image may have several classes. */
public final class StudyChecks {
  private StudyChecks() {}

  /**
   * Studies that have a class in one image and not in another. What is uncertain or unknown
   * contradicts nothing.
   *
   * @param studyOf patient and study of a sample, in one text; empty if either is unknown, or the
   *     sample does not count
   * @return ordinals of all images of each of them, by the first
   */
  static List<List<Integer>> contradictory(
      List<Sample> samples, LabelSets sets, IntFunction<String> studyOf) {
    List<List<Integer>> found = new ArrayList<>();
    OrdinalsAlike.handOut(
        samples.size(),
        studyOf,
        (study, ordinals) -> {
          List<String> labels =
              ordinals.stream().map(ordinal -> samples.get(ordinal).label()).distinct().toList();
          if (labels.stream()
              .anyMatch(
                  one -> labels.stream().anyMatch(other -> !sets.contrary(one, other).isEmpty()))) {
            found.add(List.copyOf(ordinals));
          }
        });
    found.sort((one, other) -> Integer.compare(one.get(0), other.get(0)));
    return List.copyOf(found);
  }

  /**
   * A finding on every image that another one of its study contradicts.
   *
   * @param usable ordinals that count
   */
  public static List<Finding> check(Dataset dataset, IntPredicate usable) {
    List<Finding> findings = new ArrayList<>();
    dataset
        .labelSets()
        .ifPresent(
            sets -> {
              for (List<Integer> study : dataset.contradictoryStudies()) {
                check(
                    study.stream()
                        .filter(usable::test)
                        .map(ordinal -> dataset.samples().get(ordinal))
                        .toList(),
                    sets,
                    findings);
              }
            });
    return findings;
  }

  private static void check(List<Sample> images, LabelSets sets, List<Finding> findings) {
    Map<String, Sample> firsts = new LinkedHashMap<>();
    images.forEach(image -> firsts.putIfAbsent(image.label(), image));
    for (Sample image : images) {
      firsts.values().stream()
          .filter(other -> !sets.contrary(image.label(), other.label()).isEmpty())
          .findFirst()
          .ifPresent(other -> findings.add(conflict(image, other, sets)));
    }
  }

  private static Finding conflict(Sample image, Sample other, LabelSets sets) {
    List<String> here = new ArrayList<>();
    List<String> there = new ArrayList<>();
    for (String name : sets.contrary(image.label(), other.label())) {
      boolean has = sets.valueOf(name, image.label()) == LabelValue.POSITIVE;
      (has ? here : there).add(name);
    }
    List<String> parts = new ArrayList<>();
    if (!here.isEmpty()) {
      parts.add("here, not there: " + String.join(", ", here));
    }
    if (!there.isEmpty()) {
      parts.add("there, not here: " + String.join(", ", there));
    }
    return Finding.of(
        image.path(),
        FindingCode.STUDY_LABEL_CONFLICT,
        "is of the same study as " + other.path() + "; " + String.join("; ", parts));
  }
}
