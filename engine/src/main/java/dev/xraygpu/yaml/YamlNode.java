package dev.xraygpu.yaml;

import java.util.Collection;

/** A value of a document, and where it stands. */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {
  /** Where it stands. */
  YamlPlace place();

  /** What it is, as a message names it: {@code 7}, {@code 'text'}, {@code a list}, ... */
  String shown();

  /** Whether it is null: nothing at all after a key, or the word {@code null}. */
  default boolean isNull() {
    return false;
  }

  /** What is wrong with it, as {@code line 3, column 5: median.kernel: ...}. */
  default YamlException fault(String what) {
    return place().fault(what);
  }

  /** It is something else than it should be. */
  default YamlException expected(String what) {
    return fault("expected " + what + ", not " + shown());
  }

  /**
   * Its keys and their values.
   *
   * @param known all keys that it may have, in the order that messages list them
   * @throws YamlException if it is no mapping or has another key
   */
  default YamlMapping mapping(Collection<String> known) throws YamlException {
    if (this instanceof YamlMapping mapping) {
      mapping.requireKeys(known);
      return mapping;
    }
    if (isNull()) {
      return YamlMapping.empty(place());
    }
    throw expected(
        "the key" + (known.size() == 1 ? " " : "s ") + String.join(", ", known) + " with values");
  }
}
