package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlPlace;
import java.util.Optional;

/**
 * What a mapping says of its keys.
 *
 * @param <T> what the mapping means
 */
public final class KeyValues<T> {
  private final YamlMapping mapping;

  KeyValues(YamlMapping mapping) {
    this.mapping = mapping;
  }

  /** A mapping of no keys, which leaves all to their usual values. */
  public static <T> KeyValues<T> none() {
    return new KeyValues<>(YamlMapping.empty(YamlPlace.START));
  }

  /**
   * The value of a key.
   *
   * @throws YamlException if it says something else, or is missing and must be there
   */
  public <V> V of(Key<T, V> key) throws YamlException {
    Optional<YamlNode> value = mapping.get(key.name());
    if (value.isPresent()) {
      return key.format().read(value.get());
    }
    if (key.usual().isPresent()) {
      return key.usual().get();
    }
    throw mapping.fault("the key '" + key.name() + "' is missing");
  }

  /** What is wrong with the value of a key. */
  public YamlException fault(Key<T, ?> key, String what) {
    return mapping.placeOf(key.name()).fault(what);
  }
}
