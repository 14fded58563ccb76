package dev.xraygpu.inspection;

import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StatisticsOf;
import java.util.ArrayList;
import java.util.List;

/** A stage's parameters as people read them, with the names they have in a pipeline file. */
final class StageWords {
  private StageWords() {}

  /** Such as {@code clip-limit 2.0, tiles 8x8}. */
  static String parameters(Stage stage) {
    Pipeline alone =
        new Pipeline(
            List.of(stage), new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT8);
    List<String> words = new ArrayList<>();
    PipelineDocument.toTree(alone)
        .path("stages")
        .path(0)
        .path(stage.name())
        .properties()
        .forEach(key -> words.add(key.getKey() + " " + key.getValue().asString()));
    return String.join(", ", words);
  }
}
