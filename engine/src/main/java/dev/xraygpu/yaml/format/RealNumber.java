package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A number in a range.
 *
 * @param least the smallest
 * @param leastIncluded whether that one is allowed itself
 * @param most the largest, which is allowed
 */
public record RealNumber(double least, boolean leastIncluded, double most)
    implements ValueFormat<Double> {
  /** From one number to another, both included. */
  public static RealNumber between(double least, double most) {
    return new RealNumber(least, true, most);
  }

  /** Above one number, and another at most. */
  public static RealNumber above(double bound, double most) {
    return new RealNumber(bound, false, most);
  }

  @Override
  public Double read(YamlNode node) throws YamlException {
    OptionalDouble number =
        node instanceof YamlScalar scalar ? scalar.number() : OptionalDouble.empty();
    if (number.isPresent()) {
      double value = number.getAsDouble();
      if ((leastIncluded ? value >= least : value > least) && value <= most) {
        return value;
      }
    }
    throw node.expected(
        leastIncluded
            ? "a number from " + plain(least) + " to " + plain(most)
            : "a number above " + plain(least) + " and at most " + plain(most));
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  @Override
  public JsonNode write(Double value) {
    return JsonMapper.shared().getNodeFactory().numberNode(value);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("type", "number");
    schema.put(leastIncluded ? "minimum" : "exclusiveMinimum", least);
    schema.put("maximum", most);
    return schema;
  }
}
