package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.NearestWord;
import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of a few words.
 *
 * @param words what each means, in the order that messages list them
 */
public record WordFormat<V>(Map<String, V> words) implements ValueFormat<V> {
  /** Copies the words. */
  public WordFormat {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** The constants of an enumeration, by their names in lower case with {@code -} for {@code _}. */
  public static <E extends Enum<E>> WordFormat<E> of(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : List.of(type.getEnumConstants())) {
      words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return new WordFormat<>(words);
  }

  @Override
  public V read(YamlNode node) throws YamlException {
    String all = String.join(", ", words.keySet());
    String expected = (words.size() == 1 ? "" : "one of ") + all;
    if (!(node instanceof YamlScalar scalar)) {
      throw node.expected(expected);
    }
    @Nullable V value = scalar.isText() ? words.get(scalar.text()) : null;
    if (value == null) {
      throw node.fault(
          "expected "
              + expected
              + ", not "
              + node.shown()
              + NearestWord.to(scalar.text(), words.keySet())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
    return value;
  }

  @Override
  public JsonNode write(V value) {
    for (Map.Entry<String, V> word : words.entrySet()) {
      if (word.getValue().equals(value)) {
        return JsonMapper.shared().getNodeFactory().stringNode(word.getKey());
      }
    }
    throw new IllegalArgumentException("no word means " + value);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    ArrayNode allowed = schema.putArray("enum");
    words.keySet().forEach(allowed::add);
    return schema;
  }
}
