package dev.xraygpu.yaml.format;

import java.util.Optional;
import java.util.function.Function;

/**
 * A key of a mapping.
 *
 * @param <T> what the mapping means
 * @param <V> what the key's value means
 * @param name the key
 * @param meaning what it is for, in one line, for editors
 * @param format its value
 * @param usual the value where the key is left out; empty where it must not be left out
 * @param of the value of a given whole
 * @param written when it is written
 */
public record Key<T, V>(
    String name,
    String meaning,
    ValueFormat<V> format,
    Optional<V> usual,
    Function<T, V> of,
    Written written) {
  /** When a key is written. */
  public enum Written {
    /** Whatever its value is. */
    ALWAYS,
    /** Where its value is not the usual one, so that older documents stay what they are. */
    IF_UNUSUAL
  }

  /** A key that may be left out. */
  public static <T, V> Key<T, V> optional(
      String name, String meaning, ValueFormat<V> format, V usual, Function<T, V> of) {
    return new Key<>(name, meaning, format, Optional.of(usual), of, Written.ALWAYS);
  }

  /** A key that must be there. */
  public static <T, V> Key<T, V> mandatory(
      String name, String meaning, ValueFormat<V> format, Function<T, V> of) {
    return new Key<>(name, meaning, format, Optional.empty(), of, Written.ALWAYS);
  }

  /** The same, but not written where it has its usual value. */
  public Key<T, V> ifUnusual() {
    return new Key<>(name, meaning, format, usual, of, Written.IF_UNUSUAL);
  }
}
