package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.MappingFormat;
import dev.xraygpu.yaml.format.RealNumber;
import dev.xraygpu.yaml.format.ValueFormat;
import dev.xraygpu.yaml.format.WordFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A normalisation: {@code train}, {@code none}, or a mean and a standard deviation. */
final class NormalizationFormat implements ValueFormat<Normalization> {
  private static final Key<Normalization.Fixed, Double> MEAN =
      Key.mandatory(
          "mean",
          "In units where the largest pixel value is 1.",
          RealNumber.between(0, 1),
          Normalization.Fixed::mean);
  private static final Key<Normalization.Fixed, Double> STD =
      Key.mandatory(
          "std",
          "Standard deviation, in units where the largest pixel value is 1.",
          RealNumber.above(0, 1),
          Normalization.Fixed::std);
  private static final MappingFormat<Normalization.Fixed> FIXED =
      new MappingFormat<>(
          List.of(MEAN, STD), keys -> new Normalization.Fixed(keys.of(MEAN), keys.of(STD)));
  private static final WordFormat<Normalization> WORDS = new WordFormat<>(words());

  private static Map<String, Normalization> words() {
    Map<String, Normalization> words = new LinkedHashMap<>();
    words.put("train", new Normalization.OfTrain());
    words.put("none", new Normalization.None());
    return words;
  }

  @Override
  public Normalization read(YamlNode node) throws YamlException {
    if (node instanceof YamlMapping) {
      return FIXED.read(node);
    }
    try {
      return WORDS.read(node);
    } catch (YamlException e) {
      throw node.expected("train, none or {mean: NUMBER, std: NUMBER}");
    }
  }

  @Override
  public JsonNode write(Normalization value) {
    return value instanceof Normalization.Fixed fixed ? FIXED.write(fixed) : WORDS.write(value);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    ArrayNode forms = schema.putArray("anyOf");
    forms.add(WORDS.schema());
    forms.add(FIXED.schema());
    return schema;
  }
}
