package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplePolicyTest {
  private static SamplePolicy policy(OnInvalid onInvalid) {
    return new SamplePolicy(
        onInvalid, FaultChoices.NONE, QualityThresholds.DEFAULT, FindingRules.DEFAULT);
  }

  private static SampleStatus status(OnInvalid onInvalid, FindingCode... codes) {
    return policy(onInvalid)
        .status(List.of(codes).stream().map(c -> Finding.of("a", c, "m")).toList());
  }

  @ParameterizedTest
  @EnumSource(OnInvalid.class)
  void withoutFindingsASampleIsOk(OnInvalid onInvalid) {
    assertThat(status(onInvalid)).isEqualTo(SampleStatus.OK);
    assertThat(status(onInvalid, FindingCode.COLOR, FindingCode.WRONG_EXTENSION))
        .isEqualTo(SampleStatus.OK);
  }

  @ParameterizedTest
  @EnumSource(OnInvalid.class)
  void whatHasNoPixelsIsDroppedWhateverTheUserSays(OnInvalid onInvalid) {
    for (FindingCode code :
        List.of(
            FindingCode.UNREADABLE,
            FindingCode.TRUNCATED,
            FindingCode.UNSUPPORTED,
            FindingCode.TOO_LARGE,
            FindingCode.NOT_AN_IMAGE,
            FindingCode.OUTSIDE_ROOT,
            FindingCode.MISSING_FILE,
            FindingCode.STAGE_FAILED,
            FindingCode.NO_SPLIT,
            FindingCode.SEGMENTATION_MASK,
            FindingCode.NO_LABEL)) {
      assertThat(status(onInvalid, FindingCode.COLOR, code)).isEqualTo(SampleStatus.DROPPED);
    }
  }

  @Test
  void whatHasPixelsIsDroppedOrFlagged() {
    for (FindingCode code :
        List.of(FindingCode.TOO_SMALL, FindingCode.NEARLY_BLACK, FindingCode.CONSTANT)) {
      assertThat(status(OnInvalid.DROP, code)).isEqualTo(SampleStatus.DROPPED);
      assertThat(status(OnInvalid.FAIL, code)).isEqualTo(SampleStatus.DROPPED);
      assertThat(status(OnInvalid.FLAG, code)).isEqualTo(SampleStatus.FLAGGED);
    }
    Finding warning = new Finding("a", FindingCode.TOO_SMALL, Severity.WARNING, "m");
    for (OnInvalid onInvalid : OnInvalid.values()) {
      assertThat(policy(onInvalid).status(List.of(warning))).isEqualTo(SampleStatus.FLAGGED);
    }
  }

  @Test
  void statisticsLeaveOutWhatWillBeDropped() {
    assertThat(policy(OnInvalid.DROP).exclusion()).isEqualTo(new Exclusion(5, true));
    assertThat(policy(OnInvalid.FAIL).exclusion()).isEqualTo(new Exclusion(5, true));
    assertThat(policy(OnInvalid.FLAG).exclusion()).isEqualTo(Exclusion.NONE);
  }

  @Test
  void rulesTurnChecksOfPixelsOffAndNothingElse() {
    FindingRules rules =
        FindingRules.DEFAULT
            .reporting(List.of(), List.of("nearly-black", "truncated"))
            .rating("constant", Severity.WARNING);
    SamplePolicy policy =
        new SamplePolicy(OnInvalid.DROP, FaultChoices.NONE, QualityThresholds.DEFAULT, rules);
    List<Finding> black = List.of(Finding.of("a", FindingCode.NEARLY_BLACK, "m"));
    assertThat(policy.status(black)).isEqualTo(SampleStatus.OK);
    assertThat(policy.noted(black)).isEmpty();
    List<Finding> constant = List.of(Finding.of("a", FindingCode.CONSTANT, "m"));
    assertThat(policy.status(constant)).isEqualTo(SampleStatus.FLAGGED);
    assertThat(policy.noted(constant)).extracting(Finding::severity).containsOnly(Severity.WARNING);
    List<Finding> truncated = List.of(Finding.of("a", FindingCode.TRUNCATED, "m"));
    assertThat(policy.status(truncated)).isEqualTo(SampleStatus.DROPPED);
    assertThat(policy.noted(truncated)).isEqualTo(truncated);
    assertThat(policy.exclusion()).isEqualTo(Exclusion.NONE);
  }

  @Test
  void failStopsAtTheFirstErrorAndNamesIt() {
    Finding error = Finding.of("train/A/x.png", FindingCode.TRUNCATED, "ends early");
    Finding warning = new Finding("a", FindingCode.TOO_SMALL, Severity.WARNING, "m");
    assertThatThrownBy(() -> policy(OnInvalid.FAIL).stopIfAsked(List.of(warning, error)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "train/A/x.png", "truncated", "ends early", FindingCode.TRUNCATED.remedy());
    assertThatCode(() -> policy(OnInvalid.FAIL).stopIfAsked(List.of(warning)))
        .doesNotThrowAnyException();
    assertThatCode(() -> policy(OnInvalid.DROP).stopIfAsked(List.of(error)))
        .doesNotThrowAnyException();
    assertThatCode(() -> policy(OnInvalid.FLAG).stopIfAsked(List.of(error)))
        .doesNotThrowAnyException();
  }

  private static SamplePolicy choosing(OnInvalid usual, FaultKind kind, FaultChoice choice) {
    return new SamplePolicy(
        usual,
        new FaultChoices(Map.of(kind, choice)),
        QualityThresholds.DEFAULT,
        FindingRules.DEFAULT);
  }

  @Test
  void aChoiceByKindComesBeforeTheOneForAll() throws RunException {
    List<Finding> black = List.of(Finding.of("a", FindingCode.NEARLY_BLACK, "m"));
    List<Finding> small = List.of(Finding.of("a", FindingCode.TOO_SMALL, "m"));
    SamplePolicy flagging = choosing(OnInvalid.DROP, FaultKind.NEARLY_BLACK, FaultChoice.FLAG);
    assertThat(flagging.status(black)).isEqualTo(SampleStatus.FLAGGED);
    assertThat(flagging.status(small)).isEqualTo(SampleStatus.DROPPED);
    assertThat(flagging.exclusion()).isEqualTo(new Exclusion(0, true));
    SamplePolicy dropping = choosing(OnInvalid.FAIL, FaultKind.TOO_SMALL, FaultChoice.DROP);
    dropping.stopIfAsked(small);
    assertThat(dropping.status(small)).isEqualTo(SampleStatus.DROPPED);
    assertThatThrownBy(() -> dropping.stopIfAsked(black)).isInstanceOf(RunException.class);
  }

  @Test
  void oneKindAloneCanEndTheRunEvenWhereItIsAWarning() throws RunException {
    SamplePolicy failing = choosing(OnInvalid.DROP, FaultKind.NO_LABEL, FaultChoice.FAIL);
    List<Finding> unlabelled = List.of(Finding.of("a.png", FindingCode.NO_LABEL, "no row"));
    assertThatThrownBy(() -> failing.stopIfAsked(unlabelled))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("a.png: no-label: no row (on-fault no-label=fail)");
    failing.stopIfAsked(List.of(Finding.of("a", FindingCode.TRUNCATED, "m")));
  }

  @Test
  void everyKindGoesByTheCodeOfAFinding() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(FindingCode.values()).extracting(FindingCode::toString).contains(kind.toString());
    }
  }
}
