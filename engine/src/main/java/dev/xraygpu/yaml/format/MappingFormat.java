package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys with values. No key at all is the same as nothing, where every key may be left out.
 *
 * @param <T> what it means
 * @param keys in the order in which they are written
 * @param maker makes the whole of the values
 */
public record MappingFormat<T>(List<Key<T, ?>> keys, Maker<T> maker) implements ValueFormat<T> {
  /** Makes a whole of values. */
  @FunctionalInterface
  public interface Maker<T> {
    /**
     * Makes it.
     *
     * @throws YamlException what a value, or what several together, cannot be
     * @throws IllegalArgumentException the same, where no key alone is to blame
     */
    T make(KeyValues<T> values) throws YamlException;
  }

  /** Copies the list. */
  public MappingFormat {
    keys = List.copyOf(keys);
  }

  /** The keys' names. */
  public List<String> names() {
    return keys.stream().<String>map(Key::name).toList();
  }

  /** Whether every key may be left out. */
  public boolean mayBeEmpty() {
    return keys.stream().allMatch(key -> key.usual().isPresent());
  }

  @Override
  public T read(YamlNode node) throws YamlException {
    if (node.isNull() && !mayBeEmpty()) {
      throw node.expected("the keys " + String.join(", ", names()) + " with values");
    }
    YamlMapping mapping = node.mapping(names());
    try {
      return maker.make(new KeyValues<>(mapping));
    } catch (IllegalArgumentException e) {
      throw node.fault(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ObjectNode write(T whole) {
    ObjectNode written = JsonMapper.shared().createObjectNode();
    keys.forEach(key -> write(key, whole, written));
    return written;
  }

  private static <T, V> void write(Key<T, V> key, T whole, ObjectNode written) {
    V value = key.of().apply(whole);
    if (key.written() == Key.Written.ALWAYS || !key.usual().equals(Optional.of(value))) {
      written.set(key.name(), key.format().write(value));
    }
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    if (mayBeEmpty()) {
      schema.putArray("type").add("object").add("null");
    } else {
      schema.put("type", "object");
    }
    ObjectNode properties = schema.putObject("properties");
    keys.forEach(key -> properties.set(key.name(), property(key)));
    ArrayNode required = JsonMapper.shared().createArrayNode();
    keys.stream().filter(key -> key.usual().isEmpty()).forEach(key -> required.add(key.name()));
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static <T, V> JsonNode property(Key<T, V> key) {
    ObjectNode property = JsonMapper.shared().createObjectNode();
    property.put("description", key.meaning());
    key.usual().ifPresent(usual -> property.set("default", key.format().write(usual)));
    property.setAll(key.format().schema());
    return property;
  }
}
