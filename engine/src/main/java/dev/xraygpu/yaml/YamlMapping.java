package dev.xraygpu.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys and their values.
 *
 * @param place where it begins
 * @param entries in the order of the document
 */
public record YamlMapping(YamlPlace place, Map<String, Entry> entries) implements YamlNode {
  /**
   * A key's value.
   *
   * @param key where the key stands
   * @param value what stands after it
   */
  public record Entry(YamlPlace key, YamlNode value) {}

  /** Copies the entries. */
  public YamlMapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** One without any keys. */
  public static YamlMapping empty(YamlPlace place) {
    return new YamlMapping(place, Map.of());
  }

  /** All keys, in the order of the document. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** The value of a key, if it is there. */
  public Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** Where a key's value stands; where the mapping begins if the key is not there. */
  public YamlPlace placeOf(String key) {
    @Nullable Entry entry = entries.get(key);
    return entry == null ? place : entry.value().place();
  }

  /** An unknown key, with the known one that may have been meant. */
  public YamlException unknown(String key, String what, Collection<String> known) {
    @Nullable Entry entry = entries.get(key);
    YamlPlace at = entry == null ? place : place.at(entry.key().line(), entry.key().column());
    return at.fault("unknown " + what + " " + NearestWord.amongst(key, known));
  }

  void requireKeys(Collection<String> known) throws YamlException {
    for (String key : entries.keySet()) {
      if (!known.contains(key)) {
        throw unknown(key, "key", new TreeSet<>(known));
      }
    }
  }

  @Override
  public String shown() {
    return "keys with values";
  }
}
