package dev.xraygpu.dataset;

import java.util.Optional;

/**
 * Whether a cell of labels names several classes.
 *
 * @param kind what is known of it
 * @param text what stands between two names; empty unless it is given
 */
public record LabelSeparator(Kind kind, String text) {
  /** What is known of it. */
  public enum Kind {
    /** The table says it, if it is a public one that is known; else a cell is one class. */
    OF_TABLE,
    /** A cell is one class, whatever is in it. */
    NONE,
    /** Given. */
    GIVEN
  }

  /** A cell is one class, except in public tables of several. */
  public static final LabelSeparator OF_TABLE = new LabelSeparator(Kind.OF_TABLE, "");

  /** A cell is one class. */
  public static final LabelSeparator NONE = new LabelSeparator(Kind.NONE, "");

  /**
   * Reads {@code none} or the text between two names.
   *
   * @throws DatasetException for an empty text
   */
  public static LabelSeparator parse(String text) throws DatasetException {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.isBlank()) {
      throw new DatasetException(
          "the label separator is blank: expected what stands between two classes of a cell, such"
              + " as '|' or ';', or none");
    }
    return new LabelSeparator(Kind.GIVEN, text.strip());
  }

  /** What separates the classes of a cell, if it may hold several. */
  Optional<String> or(Optional<String> ofTable) {
    return switch (kind) {
      case OF_TABLE -> ofTable;
      case NONE -> Optional.empty();
      case GIVEN -> Optional.of(text);
    };
  }
}
