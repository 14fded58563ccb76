package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.format.ValueFormat;
import dev.xraygpu.yaml.format.WordFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Choices by kind of fault: any of the kinds, each with one of its own choices. */
final class FaultChoicesFormat implements ValueFormat<FaultChoices> {
  private static final List<String> KINDS =
      Arrays.stream(FaultKind.values()).map(FaultKind::toString).toList();

  private static WordFormat<FaultChoice> choices(FaultKind kind) {
    Map<String, FaultChoice> words = new LinkedHashMap<>();
    kind.choices().forEach(choice -> words.put(choice.toString(), choice));
    return new WordFormat<>(words);
  }

  @Override
  public FaultChoices read(YamlNode node) throws YamlException {
    YamlMapping mapping = node.mapping(KINDS);
    Map<FaultKind, FaultChoice> made = new EnumMap<>(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      Optional<YamlNode> choice = mapping.get(kind.toString());
      if (choice.isPresent()) {
        made.put(kind, choices(kind).read(choice.get()));
      }
    }
    return new FaultChoices(made);
  }

  @Override
  public ObjectNode write(FaultChoices value) {
    ObjectNode written = JsonMapper.shared().createObjectNode();
    value.choices().forEach((kind, choice) -> written.put(kind.toString(), choice.toString()));
    return written;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.putArray("type").add("object").add("null");
    ObjectNode properties = schema.putObject("properties");
    for (FaultKind kind : FaultKind.values()) {
      properties.set(kind.toString(), choices(kind).schema());
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
