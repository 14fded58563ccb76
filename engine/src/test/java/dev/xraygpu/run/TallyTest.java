package dev.xraygpu.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void countsSamplesAndFindings() {
    Tally tally = new Tally();
    tally.add(Split.TRAIN, List.of("B"), Optional.empty(), SampleStatus.OK);
    tally.add(Split.TRAIN, List.of("B"), Optional.empty(), SampleStatus.OK);
    tally.add(Split.TRAIN, List.of("A"), Optional.empty(), SampleStatus.DROPPED);
    tally.add(Split.TEST, List.of("A"), Optional.empty(), SampleStatus.FLAGGED);
    for (int i = 0; i < 50; i++) {
      tally.add(Finding.of("f" + i, FindingCode.TRUNCATED, "m"));
    }
    tally.add(new Finding("x", FindingCode.TRUNCATED, Severity.INFO, "m"));
    tally.add(Finding.of("x", FindingCode.COLOR, "m"));
    assertThat(tally.samplesInAll()).isEqualTo(4);
    assertThat(tally.count(SampleStatus.OK)).isEqualTo(2);
    assertThat(tally.count(SampleStatus.FLAGGED)).isEqualTo(1);
    assertThat(tally.count(SampleStatus.DROPPED)).isEqualTo(1);
    assertThat(requireNonNull(tally.samples().get(Split.TRAIN)).keySet()).containsExactly("A", "B");
    assertThat(tally.samples()).doesNotContainKey(Split.VAL);
    assertThat(tally.count(Severity.ERROR)).isEqualTo(50);
    assertThat(tally.count(Severity.INFO)).isEqualTo(2);
    assertThat(tally.count(Severity.WARNING)).isZero();
    Tally.CodeTally truncated = requireNonNull(tally.codes().get(FindingCode.TRUNCATED));
    assertThat(truncated.count()).isEqualTo(51);
    assertThat(truncated.examples()).hasSize(20).extracting(Finding::path).startsWith("f0", "f1");
  }
}
