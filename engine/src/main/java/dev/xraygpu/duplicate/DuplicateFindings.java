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

  /** Findings of one group, on each of its images that is not to be kept, or on all. */
  public static List<Finding> of(DuplicateGroup group, Dataset dataset) {
    List<Finding> findings = new ArrayList<>();
    List<Copy> copies = new ArrayList<>();
    for (Member member : group.members()) {
      copies.add(new Copy(member.image().path(), dataset.samples().get(member.image().ordinal())));
    }
    Map<String, String> conflicts = conflicts(copies, dataset);
    for (Member member : group.members()) {
      member
          .copyOf()
          .ifPresent(
              other ->
                  findings.add(
                      Finding.of(
                          member.image().path(),
                          code(member.kind()),
                          likeness(member, other)
                              + advice(other, group.keep(), !conflicts.isEmpty()))));
    }
    if (group.leaks()) {
      leaks(copies, findings);
    }
    for (Copy copy : copies) {
      String said = conflicts.get(copy.label());
      if (said != null) {
        findings.add(Finding.of(copy.path(), FindingCode.LABEL_CONFLICT, said));
      }
    }
    return findings;
  }

  /** An image of a group, by its path in the manifest, and its file. */
  private record Copy(String path, Sample sample) {
    Split split() {
      return sample.split();
    }

    String label() {
      return sample.label();
    }
  }

  private static FindingCode code(DuplicateKind kind) {
    return switch (kind) {
      case SAME_BYTES -> FindingCode.EXACT_DUPLICATE;
      case SAME_PIXELS -> FindingCode.SAME_PIXELS;
      case NEAR -> FindingCode.NEAR_DUPLICATE;
    };
  }

  private static String likeness(Member member, String other) {
    return switch (member.kind()) {
      case SAME_BYTES -> "has the same bytes as " + other;
      case SAME_PIXELS -> "has the same pixels as " + other;
      case NEAR ->
          "shows the same exposure as "
              + other
              + (member.mirrored() ? ", mirrored" : "")
              + (member.inverted() ? ", inverted" : "")
              + (member.correlation() == 0
                  ? " (each is a copy of a third)"
                  : String.format(
                      Locale.ROOT, " (correlation %.2f)", Math.abs(member.correlation())));
    };
  }

  // The best pixels may lie under the wrong label. What a copy has most in common with need not be
  // the one to keep.
  private static String advice(String other, String keep, boolean labelsDiffer) {
    if (labelsDiffer) {
      return "; their labels differ, so find out first which is right";
    }
    return other.equals(keep) ? ", which is the one to keep" : "; the one to keep is " + keep;
  }

  private static void leaks(List<Copy> copies, List<Finding> findings) {
    Map<Split, Copy> firstOf = firstOf(copies, Copy::split);
    for (Copy copy : copies) {
      Copy elsewhere =
          firstOf.values().stream()
              .filter(other -> other.split() != copy.split())
              .findFirst()
              .orElseThrow();
      if (copy.split() != Split.TRAIN || elsewhere.split() == Split.ALL) {
        findings.add(
            Finding.of(
                copy.path(),
                FindingCode.LEAKAGE_DUPLICATE,
                "is in "
                    + copy.split()
                    + ", and its copy "
                    + elsewhere.path()
                    + " in "
                    + elsewhere.split()));
      }
    }
  }

  // A group may have very many members, but they differ in few splits and labels: these are
  // compared, and each stands for its first member. In the order of those.
  private static <K> Map<K, Copy> firstOf(List<Copy> copies, Function<Copy, K> key) {
    Map<K, Copy> first = new LinkedHashMap<>();
    for (Copy copy : copies) {
      first.putIfAbsent(key.apply(copy), copy);
    }
    return first;
  }

  // By label, with what it contradicts; of labels that no copy contradicts, nothing.
  private static Map<String, String> conflicts(List<Copy> copies, Dataset dataset) {
    Map<String, Copy> firstOf = firstOf(copies, Copy::label);
    Map<String, String> saidOf = new HashMap<>();
    for (String label : firstOf.keySet()) {
      conflict(label, firstOf.values(), dataset.labelSets())
          .ifPresent(said -> saidOf.put(label, said));
    }
    return saidOf;
  }

  // With the first copy that contradicts the label; what is uncertain or not said contradicts none.
  private static Optional<String> conflict(
      String label, Collection<Copy> copies, Optional<LabelSets> sets) {
    for (Copy copy : copies) {
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
