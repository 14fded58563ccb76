package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A short text with a form of its own, such as {@code 224x224}, or the whole number that it begins
 * with.
 *
 * @param form the form, as a message names it: {@code 224 or WIDTHxHEIGHT}
 * @param pattern what texts look like; in the common part of Java's and ECMAScript's notation
 * @param numbers which numbers without quotes stand for the same digits
 * @param parser makes the value; an {@code IllegalArgumentException} is a fault that the pattern
 *     cannot tell
 * @param writer makes the text
 */
public record TextFormat<V>(
    String form,
    Pattern pattern,
    WholeNumber numbers,
    Function<String, V> parser,
    Function<V, String> writer)
    implements ValueFormat<V> {

  @Override
  public V read(YamlNode node) throws YamlException {
    if (!(node instanceof YamlScalar scalar)) {
      throw node.expected(form);
    }
    String text = scalar.text();
    if (!scalar.isText()) {
      OptionalDouble number = scalar.number();
      double value = number.orElse(Double.NaN);
      if (!numbers.allows(value)) {
        throw node.expected(form);
      }
      text = Integer.toString((int) value);
    } else if (!pattern.matcher(text).matches()) {
      throw node.expected(form);
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw node.fault(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public JsonNode write(V value) {
    return JsonMapper.shared().getNodeFactory().stringNode(writer.apply(value));
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    ArrayNode forms = schema.putArray("anyOf");
    forms.add(numbers.schema());
    forms.addObject().put("type", "string").put("pattern", "^(?:" + pattern.pattern() + ")$");
    return schema;
  }
}
