package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** What the labels of one image say against each other, where it may have several classes. */
public final class LabelChecks {
  /** Names of the class that says that there is nothing to see; letters only, in lower case. */
  private static final Set<String> NOTHING =
      Set.of("nofinding", "nofindings", "normal", "healthy", "noabnormality");

  /** What CheXpert's labeller lets stand beside No Finding, as it is nothing of the patient's. */
  private static final Set<String> NO_DISEASE = Set.of("supportdevices");

  private LabelChecks() {}

  /**
   * Images that are labelled as having nothing and something.
   *
   * @param usable ordinals that count
   */
  public static List<Finding> check(Dataset dataset, IntPredicate usable) {
    if (dataset.labelSets().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      List<String> classes = dataset.classesOf(sample);
      if (classes.size() < 2 || !usable.test(sample.ordinal())) {
        continue;
      }
      List<String> nothing =
          classes.stream().filter(name -> NOTHING.contains(letters(name))).toList();
      List<String> something =
          classes.stream()
              .filter(name -> !NOTHING.contains(letters(name)))
              .filter(name -> !NO_DISEASE.contains(letters(name)))
              .toList();
      if (!nothing.isEmpty() && !something.isEmpty()) {
        findings.add(
            Finding.of(
                sample.path(),
                FindingCode.LABEL_CONTRADICTION,
                "is labelled "
                    + String.join(", ", nothing)
                    + " and also "
                    + String.join(", ", something)));
      }
    }
    return findings;
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
  }
}
