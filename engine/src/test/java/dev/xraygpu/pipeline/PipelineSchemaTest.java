package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema, by another's validator, and the reader say the same of every document. */
class PipelineSchemaTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PipelineDocument.schema());

  private boolean valid(JsonNode document) {
    return schema.validate(document).isEmpty();
  }

  private static String fault(JsonNode document) {
    try {
      PipelineText.read(document.toString());
      return "";
    } catch (PipelineFormatException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void assertAgreement(JsonNode document) {
    assertThat(valid(document))
        .as("%s, of which the reader says: '%s'", document, fault(document))
        .isEqualTo(fault(document).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsAreValid(Preset preset) {
    assertThat(schema.validate(PipelineDocument.toTree(preset.pipeline()))).isEmpty();
  }

  @Test
  void itIsASchemaItself() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(PipelineDocument.schema())).isEmpty();
  }

  @Test
  void theResourceIsTheSchema() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(
            PipelineDocument.class.getResourceAsStream("pipeline.schema.json"))) {
      assertThat(new String(resource.readAllBytes(), StandardCharsets.UTF_8))
          .as("write it anew with: xray-gpu pipeline schema")
          .isEqualToIgnoringNewLines(PipelineDocument.schema().toPrettyString());
    }
  }

  @Test
  void rangesEndWhereTheReaderEndsThem() {
    for (String value :
        List.of(
            "1",
            "64",
            "65",
            "0",
            "-1",
            "8.0",
            "8.5",
            "\"8\"",
            "\"64x1\"",
            "\"65x1\"",
            "\"1x0\"",
            "\"8X8\"",
            "\" 8\"",
            "\"8x8x8\"",
            "\"007\"",
            "[8]",
            "null",
            "true")) {
      assertAgreement(JSON.readTree("{\"stages\":[{\"clahe\":{\"tiles\":" + value + "}}]}"));
      assertAgreement(JSON.readTree("{\"render\":{\"frame\":" + value + "}}"));
      assertAgreement(JSON.readTree("{\"stages\":[{\"median\":{\"kernel\":" + value + "}}]}"));
    }
    for (int side :
        new int[] {
          9, 99, 1000, 9999, 10000, 15999, 16000, 16299, 16379, 16383, 16384, 16385, 16390, 16400,
          17000, 20000, 163840
        }) {
      assertAgreement(JSON.readTree("{\"stages\":[{\"resize\":{\"size\":\"" + side + "x1\"}}]}"));
    }
  }

  /** Documents put together at random of right and wrong parts, always the same ones. */
  @Test
  void agreesOnManyDocuments() {
    Random random = new Random(20_251_125);
    int right = 0;
    int documents = 6000;
    for (int i = 0; i < documents; i++) {
      JsonNode document = document(random);
      assertAgreement(document);
      right += fault(document).isEmpty() ? 1 : 0;
    }
    assertThat(right).as("valid ones").isBetween(documents / 10, documents * 9 / 10);
  }

  /** What no pattern can say: which of two numbers is the larger. */
  @Test
  void onlyNumbersInAWindowEscapeIt() {
    JsonNode document = JSON.readTree("{\"render\":{\"window\":\"percentile:99,1\"}}");
    assertThat(valid(document)).isTrue();
    assertThat(fault(document)).contains("render.window").contains("the smaller first");
  }

  private static final List<String> VALUES =
      List.of(
          "3",
          "5",
          "8",
          "16",
          "0",
          "-2",
          "50",
          "1000",
          "1000.5",
          "2.5",
          "1e3",
          "\"224x224\"",
          "\"8x8\"",
          "\"border\"",
          "\"lungs\"",
          "\"fill\"",
          "\"stretch\"",
          "\"area\"",
          "\"file\"",
          "\"all\"",
          "\"train\"",
          "\"none\"",
          "\"input\"",
          "\"float16\"",
          "\"uint8\"",
          "\"\"",
          "null",
          "true",
          "[]",
          "{}",
          "[3]",
          "\"full\"",
          "\"40,400\"",
          "\"Fill\"");

  private static JsonNode document(Random random) {
    ObjectNode document = JSON.createObjectNode();
    ObjectNode tutorial = PipelineDocument.toTree(Pipeline.tutorial());
    for (String key : List.of("normalize", "statistics-of", "dtype")) {
      if (random.nextInt(3) == 0) {
        document.set(key, tutorial.get(key));
      }
    }
    if (random.nextBoolean()) {
      document.set("stages", stages(random));
    }
    if (random.nextInt(4) == 0) {
      document.put("normalize", "none");
      document.put("dtype", random.nextBoolean() ? "uint8" : "uint16");
    }
    if (random.nextInt(6) == 0) {
      ObjectNode fixed = document.putObject("normalize");
      fixed.set("mean", value(random, "0.48"));
      if (random.nextInt(4) > 0) {
        fixed.set("std", value(random, "0.22"));
      }
    }
    if (random.nextInt(4) == 0) {
      ObjectNode render = document.putObject("render");
      render.set(
          pick(random, List.of("window", "bits", "depth", "frame", "frames")), value(random, "8"));
    }
    if (random.nextInt(4) == 0) {
      ObjectNode faults = document.putObject("on-fault");
      String kind = pick(random, List.of("truncated", "too-small", "missing-region", "other"));
      String choice = pick(random, List.of("drop", "flag", "fail", "impute", "leave"));
      faults.set(kind, value(random, "\"" + choice + "\""));
    }
    if (random.nextInt(8) == 0) {
      String key = pick(random, List.of("stages", "normalize", "statistics-of", "dtype", "other"));
      document.set(key, value(random, "\"none\""));
    }
    return document;
  }

  private static JsonNode stages(Random random) {
    ArrayNode stages = JSON.createArrayNode();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      // Mostly in an order that is allowed, so that some lists are right.
      StageFormat<?> format =
          random.nextInt(4) == 0
              ? pick(random, StageFormats.ALL)
              : StageFormats.ALL.get(
                  Math.min(i * 2 + random.nextInt(2), StageFormats.ALL.size() - 1));
      ObjectNode keys = format.write(format.usual());
      List<String> names = List.copyOf(keys.propertyNames());
      for (String name : names) {
        if (random.nextInt(3) == 0) {
          keys.remove(name);
        } else if (random.nextInt(6) == 0) {
          keys.set(name, value(random, "3"));
        }
      }
      if (random.nextInt(12) == 0) {
        keys.put("size", 8);
      }
      ObjectNode item = stages.addObject();
      item.set(random.nextInt(20) == 0 ? "other" : format.name(), keys);
      if (random.nextInt(30) == 0) {
        item.putNull("depth");
      }
    }
    return stages;
  }

  private static JsonNode value(Random random, String likely) {
    return JSON.readTree(random.nextBoolean() ? likely : pick(random, VALUES));
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
