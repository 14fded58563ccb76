package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the labels of a file were taken, in one line, where a person could have meant otherwise. */
final class LabelNotice {
  private static final int SHOWN_CLASSES = 3;

  /** What pandas, R and databases write for a value that is not there, in lower case. */
  private static final Set<String> MISSING = Set.of("nan", "na", "n/a", "<na>", "null");

  private LabelNotice() {}

  /**
   * The line; empty for one class per image, as it stands.
   *
   * @param keys of all rows
   */
  static String of(
      LabelHeader header, Optional<LabelSets> sets, Collection<String> keys, LabelReading reading) {
    String from = header.table().isEmpty() ? "" : "the table of " + header.table() + ": ";
    if (sets.isEmpty()) {
      return Stream.of(combinations(keys, reading), missing(keys))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("; "));
    }
    List<String> classes = sets.get().classes();
    String several =
        classes.size() == 1
            ? "an image has the class " + shown(classes) + " or not"
            : String.format(
                Locale.ROOT,
                "an image can have several of %,d classes (%s)",
                classes.size(),
                shown(classes));
    String how =
        header.cells() instanceof LabelCells.Joined joined
            ? ", joined by "
                + joined.separator()
                + (reading.separator().kind() == LabelSeparator.Kind.GIVEN
                    ? ""
                    : "; --label-separator none makes each combination a class")
            : ", a column for each";
    return from + several + how;
  }

  private static String shown(List<String> classes) {
    String first =
        String.join(
            ", ", classes.stream().limit(SHOWN_CLASSES).map(name -> OneLine.of(name)).toList());
    return classes.size() > SHOWN_CLASSES ? first + ", ..." : first;
  }

  // A class may have such a name, and programs write it where they know nothing.
  private static String missing(Collection<String> keys) {
    List<String> found =
        keys.stream()
            .filter(key -> MISSING.contains(key.toLowerCase(Locale.ROOT)))
            .sorted()
            .toList();
    return found.isEmpty()
        ? ""
        : String.join(", ", found)
            + (found.size() == 1 ? " taken as a class" : " taken as classes")
            + ": leave cells empty where nothing is known";
  }

  // Taken as it stands, which may not be what was meant.
  private static String combinations(Collection<String> keys, LabelReading reading) {
    List<String> joined =
        keys.stream().filter(key -> key.contains(LabelSets.SEPARATOR)).sorted().toList();
    if (joined.isEmpty() || reading.separator().kind() != LabelSeparator.Kind.OF_TABLE) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s with |, such as %s, taken as %s: --label-separator '|' takes them apart",
        joined.size() == 1 ? "1 label" : joined.size() + " labels",
        OneLine.of(joined.get(0)),
        joined.size() == 1 ? "a class of its own" : "classes of their own");
  }
}
