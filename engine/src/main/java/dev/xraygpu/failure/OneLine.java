package dev.xraygpu.failure;

import java.util.Locale;

/**
 * Shows names and values in messages, which are one line. A name can hold what a terminal takes for
 * a command.
 */
public final class OneLine {
  private static final int MAX_LENGTH = 300;

  private OneLine() {}

  /** The text with control characters escaped, its middle left out if it is very long. */
  public static String of(String text) {
    String shown = text;
    if (text.length() > MAX_LENGTH) {
      int half = MAX_LENGTH / 2;
      shown = start(text, half) + "..." + end(text, half);
    }
    return whole(shown);
  }

  // Half of a pair of surrogates would be no text, and no table or journal could be written with
  // it.
  private static String start(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static String end(String text, int length) {
    int from = text.length() - length;
    return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  /**
   * The text with control characters escaped, whatever its length. So are characters that turn the
   * direction of writing, which make a line read as another one, and halves of characters, which no
   * file of text can hold.
   */
  public static String whole(String text) {
    if (text.codePoints().allMatch(OneLine::plain)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (plain(c)) {
                line.appendCodePoint(c);
              } else if (c == '\n') {
                line.append("\\n");
              } else if (c == '\r') {
                line.append("\\r");
              } else if (c == '\t') {
                line.append("\\t");
              } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return line.toString();
  }

  private static boolean plain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> !turnsDirection(c);
      default -> true;
    };
  }

  /** Whether a character makes what follows it read in another direction. */
  public static boolean turnsDirection(int c) {
    return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }
}
