package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.quality.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcquisitionGapsTest {
  private static final Map<String, String> HALF =
      Map.of(
          AcquisitionColumns.KVP, "120",
          AcquisitionColumns.SPACING_X, "0.14",
          AcquisitionColumns.EXPOSURE, "unknown",
          AcquisitionColumns.VIEW, "PA");

  @Test
  void onlyColumnsOfNumbersCount() {
    assertThat(AcquisitionGaps.in(HALF))
        .containsExactly(AcquisitionColumns.SPACING_Y, AcquisitionColumns.EXPOSURE);
  }

  @Test
  void mediansStandForGapsAlone() {
    AcquisitionGaps gaps =
        new AcquisitionGaps(
            Map.of(AcquisitionColumns.EXPOSURE, "3.2", AcquisitionColumns.KVP, "110"));
    assertThat(gaps.medianFor(AcquisitionColumns.EXPOSURE, HALF)).isEqualTo("3.2");
    assertThat(gaps.medianFor(AcquisitionColumns.KVP, HALF)).isEmpty();
    assertThat(gaps.medianFor(AcquisitionColumns.SPACING_Y, HALF)).isEmpty();
    assertThat(gaps.medianFor(AcquisitionColumns.EXPOSURE, Map.of())).isEmpty();
  }

  @Test
  void theFindingSaysWhatIsMissingAndWhatBecameOfIt() {
    assertThat(AcquisitionGaps.finding(FaultChoice.LEAVE, "a", HALF)).isEmpty();
    assertThat(AcquisitionGaps.finding(FaultChoice.FLAG, "a", Map.of())).isEmpty();
    assertThat(AcquisitionGaps.finding(FaultChoice.FLAG, "a", HALF).orElseThrow())
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .isEqualTo("the header does not say pixel_spacing_y, exposure_mas");
            });
    assertThat(AcquisitionGaps.finding(FaultChoice.IMPUTE, "a", HALF).orElseThrow().severity())
        .isEqualTo(Severity.INFO);
  }
}
