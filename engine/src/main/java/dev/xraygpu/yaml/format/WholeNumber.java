package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole number; {@code 3.0} is one, too.
 *
 * @param least the smallest that is allowed
 * @param most the largest
 * @param only of those in between, the ones that are allowed; empty if all are
 */
public record WholeNumber(int least, int most, List<Integer> only) implements ValueFormat<Integer> {
  /** Copies the list. */
  public WholeNumber {
    only = List.copyOf(only);
  }

  /** From one number to another, both included. */
  public static WholeNumber between(int least, int most) {
    return new WholeNumber(least, most, List.of());
  }

  /** One of a few, in rising order. */
  public static WholeNumber oneOf(Integer... numbers) {
    List<Integer> all = List.of(numbers);
    return new WholeNumber(all.get(0), all.get(all.size() - 1), all);
  }

  /** An odd number from one to another. */
  public static WholeNumber odd(int least, int most) {
    return oneOf(
        IntStream.rangeClosed(least, most).filter(n -> n % 2 == 1).boxed().toArray(Integer[]::new));
  }

  @Override
  public Integer read(YamlNode node) throws YamlException {
    OptionalDouble number =
        node instanceof YamlScalar scalar ? scalar.number() : OptionalDouble.empty();
    double value = number.orElse(Double.NaN);
    if (!allows(value)) {
      throw node.expected(expectation());
    }
    return (int) value;
  }

  /** Whether a number is one of these. */
  boolean allows(double value) {
    return value >= least
        && value <= most
        && value == Math.rint(value)
        && (only.isEmpty() || only.contains((int) value));
  }

  private String expectation() {
    if (only.isEmpty()) {
      return most == Integer.MAX_VALUE
          ? "a whole number from " + least
          : "a whole number from " + least + " to " + most;
    }
    String first =
        only.subList(0, only.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return first + " or " + most;
  }

  @Override
  public JsonNode write(Integer value) {
    return JsonMapper.shared().getNodeFactory().numberNode(value);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    if (only.isEmpty()) {
      schema.put("type", "integer");
      schema.put("minimum", least);
      schema.put("maximum", most);
    } else {
      ArrayNode allowed = schema.putArray("enum");
      only.forEach(allowed::add);
    }
    return schema;
  }
}
