package dev.xraygpu.yaml;

import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One value. Plain words are read by the core schema of YAML 1.2, without its octal and hexadecimal
 * numbers: {@code no} is a word, and {@code 0x10} is one, too.
 *
 * @param place where it stands
 * @param text its text, quotes and escapes removed
 * @param plain whether it stands without quotes, so that it may be a number, a truth value or null
 */
public record YamlScalar(YamlPlace place, String text, boolean plain) implements YamlNode {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.nan|\\.NaN");
  private static final Set<String> NULL = Set.of("", "null", "Null", "NULL", "~");
  private static final Set<String> TRUTH =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");

  @Override
  public boolean isNull() {
    return plain && NULL.contains(text);
  }

  /** Whether it is a word or a text: neither a number nor a truth value nor null. */
  public boolean isText() {
    return !plain || !(isNull() || TRUTH.contains(text) || looksLikeNumber());
  }

  private boolean looksLikeNumber() {
    return NUMBER.matcher(text).matches() || NO_NUMBER.matcher(text).matches();
  }

  /** Its number, if it is one that is finite. */
  public OptionalDouble number() {
    if (!plain || !NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  @Override
  public String shown() {
    if (isNull()) {
      return "nothing";
    }
    return isText() ? YamlException.quoted(text) : YamlException.shortened(text, 40);
  }
}
