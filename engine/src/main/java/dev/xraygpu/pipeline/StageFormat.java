package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.KeyValues;
import dev.xraygpu.yaml.format.MappingFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a stage stands in a pipeline file.
 *
 * @param type the stage's record
 * @param usual the stage with all of its defaults
 * @param meaning what it does, in one line, for editors
 * @param keys its parameters
 */
record StageFormat<S extends Stage>(Class<S> type, S usual, String meaning, MappingFormat<S> keys) {

  /** A stage's format; the usual stage follows from the keys' defaults. */
  static <S extends Stage> StageFormat<S> of(
      Class<S> type, String meaning, List<Key<S, ?>> keys, MappingFormat.Maker<S> maker) {
    MappingFormat<S> format = new MappingFormat<>(keys, maker);
    try {
      return new StageFormat<>(type, maker.make(KeyValues.none()), meaning, format);
    } catch (YamlException e) {
      throw new IllegalStateException("every key of a stage may be left out", e);
    }
  }

  /** Its name in files. */
  String name() {
    return usual.name();
  }

  /** Reads the stage's keys. */
  S read(YamlNode node) throws YamlException {
    return keys.read(node);
  }

  /** The keys of a stage of this kind. */
  ObjectNode write(Stage stage) {
    return keys.write(type.cast(stage));
  }

  /** The schema of the keys. */
  ObjectNode schema() {
    ObjectNode schema = keys.schema();
    schema.put("description", meaning);
    return schema;
  }
}
