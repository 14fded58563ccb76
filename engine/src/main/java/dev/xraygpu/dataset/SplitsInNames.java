package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folders that were taken for classes, though their names look like something else: {@code
 * Train_Normal} is a split and a class in one, {@code fold1} a part for cross-validation, {@code
 * holdout} one of two splits. Which images to learn from is not ours to guess.
 */
final class SplitsInNames {
  private static final int MOST_SHOWN = 3;

  private SplitsInNames() {}

  /**
   * What a person should know of them.
   *
   * @param classes names of folders, sorted
   */
  static List<Finding> find(Collection<String> classes) {
    List<Finding> findings = new ArrayList<>();
    add(
        classes.stream().filter(FolderNames::isFold).toList(),
        "a fold of cross-validation",
        "folds of cross-validation",
        findings);
    add(
        joined(classes),
        "a split, or a split and a class in one",
        "splits, or a split and a class in one",
        findings);
    return findings;
  }

  // "test positive" and "test negative" are results of a test: one split more must be there.
  private static List<String> joined(Collection<String> classes) {
    Set<Split> splits = EnumSet.noneOf(Split.class);
    classes.forEach(name -> splits.addAll(FolderNames.splitsIn(name)));
    return splits.size() > 1 || splits.contains(Split.TRAIN)
        ? classes.stream()
            .filter(name -> FolderNames.isValOrTest(name) || !FolderNames.splitsIn(name).isEmpty())
            .toList()
        : classes.stream().filter(FolderNames::isValOrTest).toList();
  }

  private static void add(
      List<String> folders, String ofOne, String ofSeveral, List<Finding> findings) {
    if (folders.isEmpty()) {
      return;
    }
    boolean one = folders.size() == 1;
    findings.add(
        Finding.of(
            "",
            FindingCode.SPLIT_IN_NAME,
            folders.stream().limit(MOST_SHOWN).map(OneLine::of).collect(Collectors.joining(", "))
                + (folders.size() > MOST_SHOWN ? " and others" : "")
                + (one
                    ? " is taken for a class, and its name looks like " + ofOne
                    : " are taken for classes, and their names look like " + ofSeveral)));
  }
}
