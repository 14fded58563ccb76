package dev.xraygpu.duplicate;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
          String.format(
              Locale.ROOT,
              "shows the same exposure as %s%s (correlation %.2f), which is the one to keep",
              keep.path(),
              (member.mirrored() ? ", mirrored" : "") + (member.inverted() ? ", inverted" : ""),
              Math.abs(member.correlation()));
    };
  }

  private static void leaks(DuplicateGroup group, Dataset dataset, List<Finding> findings) {
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      Sample elsewhere =
          group.members().stream()
              .map(m -> dataset.samples().get(m.ordinal()))
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

  private static void conflicts(DuplicateGroup group, Dataset dataset, List<Finding> findings) {
    if (dataset.labelSets().isPresent()) {
      conflictsOfSets(group, dataset, dataset.labelSets().get(), findings);
      return;
    }
    SortedSet<String> labels =
        group.members().stream()
            .map(m -> dataset.samples().get(m.ordinal()).label())
            .filter(label -> !label.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (labels.size() < 2) {
      return;
    }
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      group.members().stream()
          .map(m -> dataset.samples().get(m.ordinal()))
          .filter(other -> !other.label().isEmpty() && !other.label().equals(sample.label()))
          .findFirst()
          .filter(other -> !sample.label().isEmpty())
          .ifPresent(
              other ->
                  findings.add(
                      Finding.of(
                          sample.path(),
                          FindingCode.LABEL_CONFLICT,
                          "is labelled "
                              + sample.label()
                              + ", and its copy "
                              + other.path()
                              + " "
                              + other.label())));
    }
  }

  // What is uncertain or not said contradicts nothing.
  private static void conflictsOfSets(
      DuplicateGroup group, Dataset dataset, LabelSets sets, List<Finding> findings) {
    for (Member member : group.members()) {
      Sample sample = dataset.samples().get(member.ordinal());
      for (Member other : group.members()) {
        Sample copy = dataset.samples().get(other.ordinal());
        List<String> contrary = sets.contrary(sample.label(), copy.label());
        if (!contrary.isEmpty()) {
          findings.add(
              Finding.of(
                  sample.path(),
                  FindingCode.LABEL_CONFLICT,
                  "is labelled "
                      + sample.label()
                      + ", and its copy "
                      + copy.path()
                      + " "
                      + copy.label()
                      + ": one has what the other has not, "
                      + String.join(", ", contrary)));
          break;
        }
      }
    }
  }
}
