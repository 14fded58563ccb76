package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import dev.xraygpu.yaml.YamlSequence;
import dev.xraygpu.yaml.format.ValueFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of stages: each an item of one key, which is its name. At most one stage of each kind,
 * and those that are decided on the host before all others.
 */
final class StageListFormat implements ValueFormat<List<Stage>> {
  private static final String EXAMPLE = "a stage with its keys, such as 'median: {kernel: 3}'";

  @Override
  public List<Stage> read(YamlNode node) throws YamlException {
    if (!(node instanceof YamlSequence list)) {
      throw node.expected("a list, each item " + EXAMPLE);
    }
    List<Stage> stages = new ArrayList<>();
    Map<Stage.Kind, YamlNode> kinds = new EnumMap<>(Stage.Kind.class);
    YamlNode firstOnDevice = null;
    for (YamlNode item : list.items()) {
      String name = name(item);
      YamlNode keys = ((YamlMapping) item).get(name).orElseThrow();
      Stage stage = StageFormats.named(name).orElseThrow().read(keys);
      @Nullable YamlNode former = kinds.putIfAbsent(stage.kind(), item);
      if (former != null) {
        throw item.fault(
            name
                + " is a second stage of the kind "
                + stage.kind().name().toLowerCase(Locale.ROOT)
                + ", after "
                + name(former)
                + " in line "
                + former.place().line()
                + "; a pipeline has one of each kind at most");
      }
      if (!stage.decidedOnHost()) {
        firstOnDevice = firstOnDevice == null ? item : firstOnDevice;
      } else if (firstOnDevice != null) {
        throw item.fault(
            name
                + " looks at the original image: put it before "
                + name(firstOnDevice)
                + " in line "
                + firstOnDevice.place().line());
      }
      stages.add(stage);
    }
    return stages;
  }

  private static String name(YamlNode item) throws YamlException {
    if (item instanceof YamlScalar word && StageFormats.named(word.text()).isPresent()) {
      throw item.fault(
          "'" + word.text() + "' needs a colon: write '" + word.text() + ":' for its defaults");
    }
    if (!(item instanceof YamlMapping mapping) || mapping.keys().isEmpty()) {
      throw item.expected(EXAMPLE);
    }
    List<String> keys = List.copyOf(mapping.keys());
    String name = keys.get(0);
    if (StageFormats.named(name).isEmpty()) {
      throw mapping.unknown(name, "stage", StageFormats.names());
    }
    if (keys.size() > 1) {
      String second = keys.get(1);
      boolean stage = StageFormats.named(second).isPresent();
      YamlMapping.Entry entry = Objects.requireNonNull(mapping.entries().get(second));
      throw entry
          .key()
          .fault(
              "'"
                  + StageText.shown(second)
                  + "' stands beside '"
                  + name
                  + "': "
                  + (stage
                      ? "begin each stage with a dash"
                      : "indent it further than '" + name + "' to make it a key of that stage"));
    }
    return name;
  }

  @Override
  public ArrayNode write(List<Stage> stages) {
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (Stage stage : stages) {
      list.addObject().set(stage.name(), StageFormats.of(stage).write(stage));
    }
    return list;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("type", "array");
    ObjectNode item = schema.putObject("items");
    item.put("type", "object");
    item.put("minProperties", 1);
    item.put("maxProperties", 1);
    ObjectNode properties = item.putObject("properties");
    for (StageFormat<?> format : StageFormats.ALL) {
      properties.set(format.name(), format.schema());
    }
    item.put("additionalProperties", false);
    ArrayNode rules = schema.putArray("allOf");
    for (Stage.Kind kind : Stage.Kind.values()) {
      ObjectNode once = rules.addObject();
      once.set("contains", oneOf(stage -> stage.kind() == kind));
      once.put("minContains", 0);
      once.put("maxContains", 1);
    }
    hostFirst(rules);
    return schema;
  }

  // Host stages are of few kinds, so they can only be the first few items; each but the first
  // follows another one.
  private static void hostFirst(ArrayNode rules) {
    long kinds =
        StageFormats.ALL.stream()
            .filter(format -> format.usual().decidedOnHost())
            .map(format -> format.usual().kind())
            .distinct()
            .count();
    for (int i = 0; i < kinds; i++) {
      ObjectNode rule = rules.addObject();
      ArrayNode before = rule.putObject("if").putArray("prefixItems");
      for (int j = 0; j < i; j++) {
        before.addObject();
      }
      before.add(oneOf(stage -> !stage.decidedOnHost()));
      rule.withObject("/if").put("minItems", i + 1);
      ObjectNode then = rule.putObject("then");
      ArrayNode anything = then.putArray("prefixItems");
      for (int j = 0; j <= i; j++) {
        anything.addObject();
      }
      then.set("items", oneOf(stage -> !stage.decidedOnHost()));
    }
  }

  private static ObjectNode oneOf(Predicate<Stage> chosen) {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    ArrayNode any = schema.putArray("anyOf");
    for (StageFormat<?> format : StageFormats.ALL) {
      if (chosen.test(format.usual())) {
        any.addObject().putArray("required").add(format.name());
      }
    }
    return schema;
  }
}
