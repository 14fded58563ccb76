package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patients by the user's own regular expression. */
record PatientPattern(Pattern pattern, boolean named) implements PatientNaming {
  /** Characters looked at for one path; a sound expression needs a few per character. */
  private static final int MAX_STEPS = 1_000_000;

  static PatientPattern of(String regex) throws DatasetException {
    if (regex.isEmpty()) {
      throw new DatasetException(
          "the patient pattern is empty: give a regular expression such as (person\\d+)_");
    }
    try {
      return new PatientPattern(Pattern.compile(regex), hasNamedGroup(regex));
    } catch (PatternSyntaxException e) {
      throw new DatasetException(
          "the patient pattern "
              + OneLine.of(regex)
              + " is not a regular expression: "
              + OneLine.of(e.getDescription())
              + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)),
          e);
    }
  }

  // A pattern tells its group names only from Java 20 on. The added alternative matches nothing at
  // all, so that the group can be asked for; the newline ends a comment of the (?x) mode.
  private static boolean hasNamedGroup(String regex) {
    Matcher matcher = Pattern.compile(regex + "\n|").matcher("");
    if (!matcher.find()) {
      return false;
    }
    try {
      matcher.group("patient");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String patientOf(String path) throws DatasetException {
    try {
      Matcher matcher = pattern.matcher(new Metered(path));
      if (!matcher.find()) {
        return "";
      }
      String id =
          named
              ? matcher.group("patient")
              : matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      return id == null ? "" : id;
    } catch (TooManySteps | StackOverflowError e) {
      throw new DatasetException(
          "the patient pattern "
              + OneLine.of(pattern.pattern())
              + " takes too long on "
              + OneLine.of(path)
              + ": avoid a repetition within a repetition, such as (a+)+",
          e);
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /** Counts what the matcher reads: unlike a deadline the same on every machine. */
  private static final class Metered implements CharSequence {
    private final String text;
    private int steps;

    Metered(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
