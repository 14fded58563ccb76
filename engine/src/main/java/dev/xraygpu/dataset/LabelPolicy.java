package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What labels that say neither yes nor no become where they are written as numbers, for images that
 * may have several classes. Everything else, checks and the manifest among it, goes by what the
 * labels say. Both choices are made of what the labels say, so that an uncertain label that becomes
 * {@code nan} is no blank one.
 *
 * @param uncertain of uncertain labels, in classes that have no choice of their own
 * @param ofClasses of uncertain labels, by the class's name
 * @param blank of classes of which nothing is said: {@code keep} or {@code zero}
 */
public record LabelPolicy(Choice uncertain, Map<String, Choice> ofClasses, Choice blank) {
  /** Labels are written as they are. */
  public static final LabelPolicy KEEP = new LabelPolicy(Choice.KEEP, Map.of(), Choice.KEEP);

  private static final String UNCERTAIN_OPTION = "--uncertain";
  private static final String BLANK_OPTION = "--blank";

  /** What a label becomes. */
  public enum Choice {
    /** What it is. */
    KEEP,
    /** Negative: U-Zeroes. */
    ZERO,
    /** Positive: U-Ones. */
    ONE,
    /** Unknown, so that a loss leaves it out: U-Ignore. */
    NAN;

    private LabelValue of(LabelValue value) {
      return switch (this) {
        case KEEP -> value;
        case ZERO -> LabelValue.NEGATIVE;
        case ONE -> LabelValue.POSITIVE;
        case NAN -> LabelValue.UNKNOWN;
      };
    }

    /** Its word on the command line and in results. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the choices. */
  public LabelPolicy {
    if (blank != Choice.KEEP && blank != Choice.ZERO) {
      throw new IllegalArgumentException("blank labels are kept or become zero, not " + blank);
    }
    ofClasses = Map.copyOf(ofClasses);
  }

  /**
   * The same with a choice for uncertain labels: {@code zero}, or {@code zero,Edema=one} where
   * classes differ, in either order. Classes of which nothing is said keep theirs. What stands
   * between the parts is as for {@link ClassChoice#parse}.
   *
   * @throws DatasetException for another text
   */
  public LabelPolicy withUncertain(String text) throws DatasetException {
    Map<String, Choice> named = new LinkedHashMap<>();
    for (String part : NameList.ofOption(UNCERTAIN_OPTION, text)) {
      int equals = part.lastIndexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      Choice choice =
          choice(UNCERTAIN_OPTION, part.substring(equals + 1).strip(), List.of(Choice.values()));
      if (equals >= 0 && name.isEmpty()) {
        throw new DatasetException(
            UNCERTAIN_OPTION + ": no class is named before " + OneLine.of(part));
      }
      if (named.putIfAbsent(name, choice) != null) {
        throw new DatasetException(
            UNCERTAIN_OPTION
                + " says "
                + (name.isEmpty() ? "of all other classes" : "of " + OneLine.of(name))
                + " twice what they become");
      }
    }
    if (named.isEmpty()) {
      throw new DatasetException(
          UNCERTAIN_OPTION + ": expected keep, zero, one or nan, or such as zero,Edema=one");
    }
    Choice rest = named.getOrDefault("", Choice.KEEP);
    named.remove("");
    return new LabelPolicy(rest, named, blank);
  }

  /**
   * The same with a choice for classes of which nothing is said: {@code keep} or {@code zero}.
   *
   * @throws DatasetException for another text
   */
  public LabelPolicy withBlank(String text) throws DatasetException {
    return new LabelPolicy(
        uncertain,
        ofClasses,
        choice(BLANK_OPTION, text.strip(), List.of(Choice.KEEP, Choice.ZERO)));
  }

  private static Choice choice(String option, String word, List<Choice> allowed)
      throws DatasetException {
    for (Choice choice : allowed) {
      if (choice.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    String words = String.join(", ", allowed.stream().map(Choice::toString).toList());
    throw new DatasetException(
        option + ": expected one of " + words + ", not '" + OneLine.of(word) + "'");
  }

  /** Whether labels are written as they are. */
  public boolean isKeep() {
    return equals(KEEP);
  }

  /**
   * Refuses a dataset that the choices are not for.
   *
   * @param chosen the classes that count
   * @throws DatasetException if its images have one class, or it has no class of a name
   */
  public void require(Dataset dataset, ClassChoice chosen) throws DatasetException {
    if (isKeep()) {
      return;
    }
    if (dataset.labelSets().isEmpty()) {
      throw new DatasetException(
          UNCERTAIN_OPTION
              + " and "
              + BLANK_OPTION
              + " are for images of several classes, and this dataset has one for each image: leave"
              + " them out, or say with --label-separator or --label-columns how --labels names"
              + " several");
    }
    chosen.requireNamed(UNCERTAIN_OPTION, ofClasses.keySet());
    ClassChoice.requireThere(UNCERTAIN_OPTION, ofClasses.keySet(), dataset.classes());
  }

  /** What becomes of uncertain labels of a class. */
  public Choice uncertain(String name) {
    return ofClasses.getOrDefault(name, uncertain);
  }

  /**
   * What is written of a class.
   *
   * @param said what the labels say of it
   */
  public LabelValue written(String name, LabelValue said) {
    return switch (said) {
      case UNCERTAIN -> uncertain(name).of(said);
      case UNKNOWN -> blank.of(said);
      case POSITIVE, NEGATIVE -> said;
    };
  }
}
