package dev.xraygpu.run;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys at one place of a configuration file.
 *
 * @param where the place, with a dot at its end; empty at the top
 * @param node an object
 */
record ConfigurationKeys(String where, JsonNode node) {
  /**
   * The top of a document; an empty one has no keys.
   *
   * @throws ConfigurationException if there are other keys
   */
  static ConfigurationKeys root(JsonNode root, String... known) throws ConfigurationException {
    return checked("", root, known);
  }

  /**
   * The keys below one of these.
   *
   * @throws ConfigurationException if there are other keys
   */
  ConfigurationKeys below(String key, String... known) throws ConfigurationException {
    return checked(where + key + ".", node.path(key), known);
  }

  private static ConfigurationKeys checked(String where, JsonNode node, String... known)
      throws ConfigurationException {
    Set<String> names = new TreeSet<>(Set.of(known));
    if (node.isMissingNode() || node.isNull()) {
      return new ConfigurationKeys(where, JsonMapper.shared().createObjectNode());
    }
    if (!node.isObject()) {
      throw new ConfigurationException(
          (where.isEmpty() ? "" : where.substring(0, where.length() - 1) + ": ")
              + "expected the keys "
              + String.join(", ", names));
    }
    for (String key : node.propertyNames()) {
      if (!names.contains(key)) {
        throw new ConfigurationException(
            "unknown key '" + where + key + "'; there are " + String.join(", ", names));
      }
    }
    return new ConfigurationKeys(where, node);
  }

  /** A number in a range. */
  double number(String key, double fallback, double least, double most)
      throws ConfigurationException {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return fallback;
    }
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw new ConfigurationException(
          where + key + ": expected a number from " + least + " to " + most + ", not " + value);
    }
    return number;
  }

  /** A whole number in a range. */
  int integer(String key, int fallback, int least, int most) throws ConfigurationException {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return fallback;
    }
    double number = number(key, fallback, least, most);
    if (number != Math.rint(number)) {
      throw new ConfigurationException(where + key + ": expected a whole number, not " + value);
    }
    return (int) number;
  }
}
