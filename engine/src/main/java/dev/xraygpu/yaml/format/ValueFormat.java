package dev.xraygpu.yaml.format;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a value is written in a document. {@link #schema} allows exactly what {@link #read} reads,
 * and {@link #read} reads what {@link #write} writes.
 *
 * @param <V> what it means to the program
 */
public interface ValueFormat<V> {
  /**
   * Reads one.
   *
   * @throws YamlException if it is none; names line, column, key and what is allowed
   */
  V read(YamlNode node) throws YamlException;

  /** Writes one. */
  JsonNode write(V value);

  /** What JSON Schema (draft 2020-12) says of it; an object of the caller's own. */
  ObjectNode schema();
}
