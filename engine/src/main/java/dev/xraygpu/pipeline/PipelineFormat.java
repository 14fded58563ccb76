package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.KeyValues;
import dev.xraygpu.yaml.format.MappingFormat;
import dev.xraygpu.yaml.format.ValueFormat;
import dev.xraygpu.yaml.format.WordFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a pipeline stands in a file. */
final class PipelineFormat implements ValueFormat<Pipeline> {
  private static final Pipeline USUAL = Pipeline.tutorial();

  private static final Key<Pipeline, Rendering> RENDER =
      Key.optional(
              "render",
              "How files become pixels.",
              RenderingFormat.KEYS,
              Rendering.DEFAULT,
              Pipeline::rendering)
          // Left out where it says nothing, so that pipelines keep the fingerprints they had
          // without it.
          .ifUnusual();
  private static final Key<Pipeline, List<Stage>> STAGES =
      Key.optional(
          "stages",
          "What is done to the pixels, from top to bottom; at most one stage of each kind.",
          new StageListFormat(),
          USUAL.stages(),
          Pipeline::stages);
  private static final Key<Pipeline, Normalization> NORMALIZE =
      Key.optional(
          "normalize",
          "By the mean and standard deviation of the training split, by given ones, or not.",
          new NormalizationFormat(),
          USUAL.normalization(),
          Pipeline::normalization);
  private static final Key<Pipeline, StatisticsOf> STATISTICS_OF =
      Key.optional(
          "statistics-of",
          "Whose mean and standard deviation: of the pixels before or after the stages.",
          WordFormat.of(StatisticsOf.class),
          USUAL.statisticsOf(),
          Pipeline::statisticsOf);
  private static final Key<Pipeline, ElementType> DTYPE =
      Key.optional(
          PipelineDocument.DTYPE,
          "Type of the result's elements; the integer types need 'normalize: none'.",
          WordFormat.of(ElementType.class),
          USUAL.dtype(),
          Pipeline::dtype);

  private static final Key<Pipeline, FaultChoices> ON_FAULT =
      Key.optional(
              "on-fault",
              "What becomes of images by the fault that they have.",
              new FaultChoicesFormat(),
              FaultChoices.NONE,
              Pipeline::faults)
          .ifUnusual();

  private static final MappingFormat<Pipeline> KEYS =
      new MappingFormat<>(
          List.of(RENDER, STAGES, NORMALIZE, STATISTICS_OF, DTYPE, ON_FAULT), PipelineFormat::make);

  private static Pipeline make(KeyValues<Pipeline> keys) throws YamlException {
    Normalization normalization = keys.of(NORMALIZE);
    ElementType dtype = keys.of(DTYPE);
    if (!dtype.floating() && !(normalization instanceof Normalization.None)) {
      throw keys.fault(
          DTYPE,
          "dtype "
              + dtype
              + " cannot hold normalised values: add 'normalize: none', or take"
              + " float32 or float16");
    }
    return new Pipeline(
        keys.of(RENDER),
        keys.of(STAGES),
        normalization,
        keys.of(STATISTICS_OF),
        dtype,
        keys.of(ON_FAULT));
  }

  @Override
  public Pipeline read(YamlNode node) throws YamlException {
    if (!(node instanceof YamlMapping mapping)) {
      throw node.expected("keys such as stages and normalize");
    }
    for (String key : mapping.keys()) {
      if (!KEYS.names().contains(key) && StageFormats.named(key).isPresent()) {
        YamlMapping.Entry entry = mapping.entries().get(key);
        throw (entry == null ? mapping.place() : entry.key())
            .fault("'" + key + "' is a stage: write it below 'stages', as '- " + key + ":'");
      }
    }
    return KEYS.read(node);
  }

  @Override
  public ObjectNode write(Pipeline pipeline) {
    return KEYS.write(pipeline);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Pipeline of xray-gpu");
    schema.put("description", "What is done to each image, and how the result is stored.");
    schema.setAll(KEYS.schema());
    schema.put("type", "object");
    ObjectNode rule = schema.putArray("allOf").addObject();
    ObjectNode integers = rule.putObject("if");
    ObjectNode dtype = integers.putObject("properties").putObject(DTYPE.name());
    for (ElementType type : ElementType.values()) {
      if (!type.floating()) {
        dtype.withArray("/enum").add(type.toString());
      }
    }
    integers.putArray("required").add(DTYPE.name());
    ObjectNode then = rule.putObject("then");
    then.putObject("properties").putObject(NORMALIZE.name()).put("const", "none");
    then.putArray("required").add(NORMALIZE.name());
    return schema;
  }
}
