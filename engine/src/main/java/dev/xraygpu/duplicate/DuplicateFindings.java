package dev.xraygpu.duplicate;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What groups of duplicates mean for a dataset: copies, leaks and contradictory labels. */
public final class DuplicateFindings {
  private DuplicateFindings() {}

  /** Findings of one group, on each of its files that is not the one to keep, or on all. */
  public static List<Finding> of(DuplicateGroup group, Dataset dataset) {
    List<Finding> findings = new ArrayList<>();
    Sample keep = dataset.samples().get(group.keep());
    for (Member member : group.members()) {
      if (member.ordinal() != group.keep()) {
        Sample sample = dataset.samples().get(member.ordinal());
        findings.add(Finding.of(sample.path(), code(member.kind()), message(member, keep)));
      }
    }
    if (group.leaks()) {
      leaks(group, dataset, findings);
    }
    conflicts(group, dataset, findings);
    return findings;
  }

  private static FindingCode code(DuplicateKind kind) {
    return switch (kind) {
      case SAME_BYTES -> FindingCode.EXACT_DUPLICATE;
      case SAME_PIXELS -> FindingCode.SAME_PIXELS;
      case NEAR -> FindingCode.NEAR_DUPLICATE;
    };
  }

  private static String message(Member member, Sample keep) {
    return switch (member.kind()) {
      case SAME_BYTES -> "has the same bytes as " + keep.path() + ", which is the one to keep";
      case SAME_PIXELS -> "has the same pixels as " + keep.path() + ", which is the one to keep";
      case NEAR ->
          "shows the same exposure as "
              + keep.path()
              + (member.mirrored() ? ", mirrored" : "")
              + (member.inverted() ? ", inverted" : "")
              + (member.correlation() == 0
                  ? " (each is a copy of a third)"
                  : String.format(
                      Locale.ROOT, " (correlation %.2f)", Math.abs(member.correlation())))
              + ", which is the one to keep";
    };
  }

  private static void leaks(DuplicateGroup group, Dataset dataset, List<Finding> findings) {
    Map<Split, Sample> firstOf = firstOf(group, dataset, Sample::split);
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      Sample elsewhere =
          firstOf.values().stream()
              .filter(other -> other.split() != sample.split())
              .findFirst()
              .orElseThrow();
      if (sample.split() != Split.TRAIN || elsewhere.split() == Split.ALL) {
        findings.add(
            Finding.of(
                sample.path(),
                FindingCode.LEAKAGE_DUPLICATE,
                "is in "
                    + sample.split()
                    + ", and its copy "
                    + elsewhere.path()
                    + " in "
                    + elsewhere.split()));
      }
    }
  }

  // A group may have very many members, but they differ in few splits and labels: these are
  // compared, and each stands for its first member. In the order of those.
  private static <K> Map<K, Sample> firstOf(
      DuplicateGroup group, Dataset dataset, Function<Sample, K> key) {
    Map<K, Sample> first = new LinkedHashMap<>();
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      first.putIfAbsent(key.apply(sample), sample);
    }
    return first;
  }

  private static void conflicts(DuplicateGroup group, Dataset dataset, List<Finding> findings) {
    Map<String, Sample> firstOf = firstOf(group, dataset, Sample::label);
    Map<String, String> saidOf = new HashMap<>();
    for (String label : firstOf.keySet()) {
      conflict(label, firstOf.values(), dataset.labelSets())
          .ifPresent(said -> saidOf.put(label, said));
    }
    if (saidOf.isEmpty()) {
      return;
    }
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      String said = saidOf.get(sample.label());
      if (said != null) {
        findings.add(Finding.of(sample.path(), FindingCode.LABEL_CONFLICT, said));
      }
    }
  }

  // With the first copy that contradicts the label; what is uncertain or not said contradicts none.
  private static Optional<String> conflict(
      String label, Collection<Sample> copies, Optional<LabelSets> sets) {
    for (Sample copy : copies) {
      if (label.isEmpty() || copy.label().isEmpty() || copy.label().equals(label)) {
        continue;
      }
      String said = "is labelled " + label + ", and its copy " + copy.path() + " " + copy.label();
      if (sets.isEmpty()) {
        return Optional.of(said);
      }
      List<String> contrary = sets.get().contrary(label, copy.label());
      if (!contrary.isEmpty()) {
        return Optional.of(
            said + ": one has what the other has not, " + String.join(", ", contrary));
      }
    }
    return Optional.empty();
  }
}
