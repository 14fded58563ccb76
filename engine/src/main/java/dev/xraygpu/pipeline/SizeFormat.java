package dev.xraygpu.pipeline;

import dev.xraygpu.image.Size;
import dev.xraygpu.yaml.format.TextFormat;
import dev.xraygpu.yaml.format.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sizes in documents: {@code 224} or {@code WIDTHxHEIGHT}. */
final class SizeFormat {
  private SizeFormat() {}

  /**
   * Sizes whose sides are at least 1.
   *
   * @param form the form, as a message names it
   * @param most the longest side
   */
  static TextFormat<Size> upTo(String form, int most) {
    String side = "(?:" + from1To(most) + ")";
    return new TextFormat<>(
        form + ", each side from 1 to " + most,
        Pattern.compile(side + "(?:x" + side + ")?"),
        WholeNumber.between(1, most),
        SizeFormat::parse,
        Size::toString);
  }

  private static Size parse(String text) {
    int x = text.indexOf('x');
    return x < 0
        ? Size.square(Integer.parseInt(text))
        : new Size(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
  }

  // A pattern of the numbers from 1 to another, so that schemas can say it.
  private static String from1To(int most) {
    String digits = Integer.toString(most);
    List<String> patterns = new ArrayList<>();
    if (digits.length() > 1) {
      patterns.add("[1-9][0-9]{0," + (digits.length() - 2) + "}");
    }
    for (int i = 0; i < digits.length(); i++) {
      int least = i == 0 ? 1 : 0;
      int digit = digits.charAt(i) - '0';
      if (digit > least) {
        patterns.add(
            digits.substring(0, i)
                + "["
                + least
                + "-"
                + (digit - 1)
                + "]"
                + "[0-9]".repeat(digits.length() - i - 1));
      }
    }
    patterns.add(digits);
    return String.join("|", patterns);
  }
}
