package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultChoicesTest {
  private static final FaultChoices BOTH =
      new FaultChoices(
          Map.of(
              FaultKind.MISSING_REGION, FaultChoice.IMPUTE, FaultKind.TOO_SMALL, FaultChoice.FLAG));

  @Test
  void commandLineAndFileSayTheSame() throws PipelineFormatException {
    assertThat(FaultChoices.parse("--on-fault", "too-small=flag, missing-region=impute"))
        .isEqualTo(BOTH);
    Pipeline pipeline =
        PipelineText.read("on-fault:\n  too-small: flag\n  missing-region: impute\n");
    assertThat(pipeline).isEqualTo(Pipeline.tutorial().withFaults(BOTH));
    assertThat(PipelineText.read(PipelineDocument.toTree(pipeline).toString())).isEqualTo(pipeline);
  }

  @Test
  void laterChoicesWin() {
    FaultChoices later = new FaultChoices(Map.of(FaultKind.TOO_SMALL, FaultChoice.FAIL));
    assertThat(BOTH.with(later).of(FaultKind.TOO_SMALL)).contains(FaultChoice.FAIL);
    assertThat(BOTH.with(later).of(FaultKind.MISSING_REGION)).contains(FaultChoice.IMPUTE);
    assertThat(BOTH.of(FaultKind.CONSTANT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "too-smal=flag   | unknown fault 'too-smal'; did you mean 'too-small'?",
        "truncated=flag  | truncated: expected one of drop, fail, not 'flag'",
        "no-label=impute | no-label: expected one of drop, fail, not 'impute'",
        "missing-region=drop | missing-region: expected one of leave, flag, impute, not 'drop'",
        "too-small       | expected FAULT=CHOICE",
        "too-small=flag,too-small=drop | too-small is there twice",
      })
  void whatMakesNoSenseIsRefused(String text, String message) {
    assertThatThrownBy(() -> FaultChoices.parse("--on-fault", text))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageStartingWith("--on-fault: ")
        .hasMessageContaining(message);
  }

  @Test
  void filesNameTheLine() {
    assertThatThrownBy(() -> PipelineText.read("on-fault:\n  truncated: flag\n"))
        .hasMessageEndingWith(
            ", line 2, column 14: on-fault.truncated: expected one of drop, fail, not 'flag'");
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void onlyItsOwnChoicesAreAllowed(FaultKind kind) {
    for (FaultChoice choice : FaultChoice.values()) {
      if (!kind.choices().contains(choice)) {
        assertThatThrownBy(() -> new FaultChoices(Map.of(kind, choice)))
            .hasMessageContaining(kind.toString());
      }
    }
  }
}
