package dev.xraygpu.dataset;

import java.util.Locale;
import java.util.Optional;

/** What a label file says of one class of an image that may have several. */
public enum LabelValue {
  /** The image shows it. */
  POSITIVE(1),
  /** It may show it, in the opinion of who labelled it: -1 in CheXpert's tables. */
  UNCERTAIN(-1),
  /** It does not show it. */
  NEGATIVE(0),
  /** Nothing is said of it: a blank cell. */
  UNKNOWN(Float.NaN);

  private static final float UNCERTAIN_NUMBER = -1;

  private final float number;

  LabelValue(float number) {
    this.number = number;
  }

  /** Its number in arrays: 1, -1, 0, or not a number. */
  public float number() {
    return number;
  }

  /** Its word in results. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of a cell: 1, 0 or -1, also written as 1.0; blank or {@code nan} is unknown. */
  static Optional<LabelValue> parse(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
      return Optional.of(UNKNOWN);
    }
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (value == 1) {
      return Optional.of(POSITIVE);
    }
    if (value == 0) {
      return Optional.of(NEGATIVE);
    }
    return value == UNCERTAIN_NUMBER ? Optional.of(UNCERTAIN) : Optional.empty();
  }

  /** How it is written in a table that {@link #parse} reads. */
  public String cell() {
    return switch (this) {
      case POSITIVE -> "1";
      case UNCERTAIN -> "-1";
      case NEGATIVE -> "0";
      case UNKNOWN -> "";
    };
  }
}
