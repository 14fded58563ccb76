package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The labels of a dataset whose images may have several: its classes, and the distinct {@linkplain
 * LabelSet sets} that occur. A {@linkplain Sample#label sample's label} is the text of its set and
 * leads to it, so an image costs no more than one of a single class.
 *
 * <p>The text of a set names its positive classes, and its uncertain ones with a {@code ?} behind:
 * {@code Edema?|Effusion}. Where the file leaves cells blank, negative classes are named too, with
 * a {@code -} before: {@code -Edema|Effusion}. A set without any is {@value #NOTHING}, and the text
 * of an image of which nothing is known is empty. No two sets have the same text.
 */
public final class LabelSets {
  /** What stands between the classes of a set's text. */
  public static final String SEPARATOR = "|";

  /** What the name of a class's column begins with in a table that holds nothing else. */
  public static final String COLUMN_PREFIX = "label:";

  /** The text of a set that is known and has no positive or uncertain class. */
  public static final String NOTHING = "(none)";

  private final List<String> classes;
  private final Map<String, LabelSet> byText = new HashMap<>();
  private final Set<LabelValue> occurring = EnumSet.noneOf(LabelValue.class);
  private final LabelSet unknown;
  private final LabelValue unnamed;

  private LabelSets(List<String> classes, LabelValue unnamed) {
    this.classes = List.copyOf(classes);
    this.unnamed = unnamed;
    this.unknown = new LabelSet(classes, sameOfAll(LabelValue.UNKNOWN));
  }

  private List<LabelValue> sameOfAll(LabelValue value) {
    return classes.stream().map(name -> value).toList();
  }

  /**
   * The sets of a table.
   *
   * @param classes their names, in the order of their numbers
   * @param sets the distinct values that occur, each in the order of the classes
   * @param unnamed what is known of a class that the table does not have
   * @throws DatasetException if there is no class, or a name cannot be told from the marks of a
   *     set's text
   */
  static LabelSets of(List<String> classes, Collection<List<LabelValue>> sets, LabelValue unnamed)
      throws DatasetException {
    if (classes.isEmpty()) {
      throw new DatasetException(
          "the label file names no class: every cell of its labels is empty; take another column");
    }
    for (String name : classes) {
      requireUsable(name);
    }
    LabelSets labels = new LabelSets(classes, unnamed);
    for (List<LabelValue> values : sets) {
      if (values.stream().anyMatch(value -> value != LabelValue.UNKNOWN)) {
        labels.occurring.addAll(values);
      }
    }
    for (List<LabelValue> values : sets) {
      labels.byText.put(labels.text(values), new LabelSet(labels.classes, values));
    }
    labels.byText.put("", labels.unknown);
    return labels;
  }

  private static void requireUsable(String name) throws DatasetException {
    if (name.isEmpty()
        || name.contains(SEPARATOR)
        || name.startsWith("-")
        || name.endsWith("?")
        || name.equals(NOTHING)) {
      throw new DatasetException(
          "the label file has a class named "
              + OneLine.of(name)
              + ": where images have several classes, a name must not contain |, begin with -, end"
              + " with ? or be "
              + NOTHING
              + "; rename it");
    }
  }

  /** The text of some values. */
  String text(List<LabelValue> values) {
    List<String> parts = new ArrayList<>();
    boolean known = false;
    for (int i = 0; i < values.size(); i++) {
      LabelValue value = values.get(i);
      known |= value != LabelValue.UNKNOWN;
      if (value == LabelValue.POSITIVE) {
        parts.add(classes.get(i));
      } else if (value == LabelValue.UNCERTAIN) {
        parts.add(classes.get(i) + "?");
      } else if (value == LabelValue.NEGATIVE && occurring.contains(LabelValue.UNKNOWN)) {
        parts.add("-" + classes.get(i));
      }
    }
    return !known ? "" : parts.isEmpty() ? NOTHING : String.join(SEPARATOR, parts);
  }

  /** Names of the classes; a class's place is its number. */
  public List<String> classes() {
    return classes;
  }

  /**
   * The set of a sample's label.
   *
   * @param label as {@link Sample#label} has it
   */
  public LabelSet of(String label) {
    return Optional.ofNullable(byText.get(label))
        .orElseThrow(() -> new IllegalArgumentException("no set of classes is called " + label));
  }

  /**
   * What is known of a class, also of one that is not among the {@linkplain #classes classes}.
   *
   * @param label as {@link Sample#label} has it
   */
  LabelValue valueOf(String name, String label) {
    int number = classes.indexOf(name);
    if (number >= 0) {
      return of(label).get(number);
    }
    return label.isEmpty() ? LabelValue.UNKNOWN : unnamed;
  }

  /**
   * The classes that one label is known to have and the other is known not to have.
   *
   * @param one as {@link Sample#label} has it
   * @param other likewise
   */
  public List<String> contrary(String one, String other) {
    if (one.equals(other)) {
      return List.of();
    }
    LabelSet first = of(one);
    LabelSet second = of(other);
    List<String> contrary = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      LabelValue a = first.get(i);
      LabelValue b = second.get(i);
      if ((a == LabelValue.POSITIVE && b == LabelValue.NEGATIVE)
          || (a == LabelValue.NEGATIVE && b == LabelValue.POSITIVE)) {
        contrary.add(classes.get(i));
      }
    }
    return contrary;
  }
}
