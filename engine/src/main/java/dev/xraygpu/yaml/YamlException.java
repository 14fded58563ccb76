package dev.xraygpu.yaml;

/** A document that cannot be meant: one line that names line, column and key. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 60;

  /** A fault at a place. */
  YamlException(YamlPlace place, String what) {
    super(message(place, what));
  }

  /** A fault that a parser found. */
  YamlException(YamlPlace place, String what, Throwable cause) {
    super(message(place, what), cause);
  }

  /** A fault of the document as a whole. */
  YamlException(String what) {
    super(what);
  }

  /** A fault of the document as a whole that a parser found. */
  YamlException(String what, Throwable cause) {
    super(what, cause);
  }

  private static String message(YamlPlace place, String what) {
    return place + ": " + (place.key().isEmpty() ? "" : place.key() + ": ") + what;
  }

  /** Somebody's text as a message quotes it: in full where it is short, and on one line. */
  static String quoted(String text) {
    return "'" + shortened(text, MAX_SHOWN) + "'";
  }

  /** At most so many characters of a text, all of them printable. */
  static String shortened(String text, int most) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), most);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > most ? shown + "..." : shown.toString();
  }
}
