package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pipeline.Stage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectedStageTest {
  @Test
  void everyKindOfStageCanBeInspectedInTheOrderInWhichTheyRun() {
    List<String> names = Arrays.stream(InspectedStage.values()).map(Enum::name).toList();
    assertThat(names.subList(2, names.size() - 1))
        .containsExactlyElementsOf(Arrays.stream(Stage.Kind.values()).map(Enum::name).toList());
  }
}
