package dev.xraygpu.report;

import dev.xraygpu.failure.OneLine;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes HTML: markup as it is, text escaped. There is no template language here: the page is a few
 * tables and drawings, and its parts are easier to follow as the code that computes them.
 */
final class HtmlWriter {
  private final Writer out;

  HtmlWriter(Writer out) {
    this.out = out;
  }

  /** Writes markup. */
  HtmlWriter raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /** Writes text, also inside of a quoted attribute. */
  HtmlWriter text(String text) throws IOException {
    out.write(escape(text));
    return this;
  }

  /**
   * Text as it is written in HTML; control characters, which HTML has no place for, as a box, and
   * those that turn the direction of writing as on the terminal: a name with one reads as another.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> {
          if (Character.isSurrogate(c)) {
            boolean pair =
                Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            escaped.append(pair ? text.substring(i, i + 2) : "\ufffd");
            i += pair ? 1 : 0;
          } else if (OneLine.turnsDirection(c)) {
            escaped.append(OneLine.whole(String.valueOf(c)));
          } else {
            escaped.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
