package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordedPipelineTest {
  private static final Normalization USED = new Normalization.Fixed(0.4898778018154701, 1.0 / 3);

  @TempDir Path folder;

  private static ObjectNode record(Pipeline asked, Normalization used, boolean typed) {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    RecordedPipeline.put(record, asked, asked.withNormalization(used), typed);
    record.put("format", "npy").putObject("program").put("name", "xray-gpu");
    return record;
  }

  private Pipeline read(ObjectNode record) throws IOException, PipelineFormatException {
    Path file = folder.resolve("pipeline.json");
    Files.writeString(file, record.toPrettyString());
    return PipelineDocument.read(file);
  }

  @Test
  void theNumbersOfTheTrainingSplitAreKept() throws Exception {
    Pipeline asked = Pipeline.tutorial();
    assertThat(read(record(asked, USED, true))).isEqualTo(asked.withNormalization(USED));
  }

  @Test
  void aRunThatWrotePicturesHasNoElementType() throws Exception {
    Pipeline asked = Preset.GENTLE.pipeline().withNormalization(new Normalization.None());
    ObjectNode record = record(asked, asked.normalization(), false);
    assertThat(record.get("pipeline").has("dtype")).isFalse();
    assertThat(read(record)).isEqualTo(asked);
  }

  @Test
  void whatWasChangedSinceIsRefused() {
    ObjectNode record = record(Pipeline.tutorial(), USED, true);
    ((ObjectNode) record.at("/pipeline/stages/0/resize")).put("size", "225x224");
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContainingAll("line 2, column", "fingerprint", "as a file of its own");
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    ObjectNode record = record(Pipeline.tutorial(), USED, true);
    record.putObject("normalization").put("mean", 0.5).put("std", 0);
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining("normalization.std");

    Pipeline integers =
        new Pipeline(
            Pipeline.tutorial().stages(),
            new Normalization.None(),
            StatisticsOf.INPUT,
            ElementType.UINT8);
    ObjectNode normalised = record(integers, integers.normalization(), true);
    normalised.putObject("normalization").put("mean", 0.5).put("std", 0.2);
    assertThatThrownBy(() -> read(normalised))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContainingAll("normalization", "uint8");
  }
}
