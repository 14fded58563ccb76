package dev.xraygpu.run;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import java.util.List;

/**
 * Decides what becomes of a sample with certain findings.
 *
 * @param onInvalid the user's choice
 * @param thresholds where an image stops being usable
 * @param rules which findings count, and how much
 */
record SamplePolicy(OnInvalid onInvalid, QualityThresholds thresholds, FindingRules rules) {

  /** What becomes of a sample. */
  SampleStatus status(List<Finding> findings) {
    SampleStatus status = SampleStatus.OK;
    for (Finding finding : findings) {
      if (drops(finding)) {
        return SampleStatus.DROPPED;
      }
      if (flags(finding)) {
        status = SampleStatus.FLAGGED;
      }
    }
    return status;
  }

  /** Whether a finding makes a kept sample worth a look. */
  boolean flags(Finding finding) {
    return rules.apply(finding).filter(f -> f.severity() != Severity.INFO).isPresent();
  }

  /** Whether one finding alone keeps a sample out of the results. */
  boolean drops(Finding finding) {
    return switch (finding.code()) {
      case UNREADABLE,
          TRUNCATED,
          UNSUPPORTED,
          TOO_LARGE,
          NOT_AN_IMAGE,
          OUTSIDE_ROOT,
          NO_SPLIT,
          NO_LABEL,
          MISSING_FILE,
          SIZE_MISMATCH,
          STAGE_FAILED ->
          true;
      case TOO_SMALL, NEARLY_BLACK, CONSTANT ->
          onInvalid != OnInvalid.FLAG
              && rules.apply(finding).filter(f -> f.severity() == Severity.ERROR).isPresent();
      default -> false;
    };
  }

  /**
   * What is noted of a sample: the findings that are reported, with the severity that counts, and
   * those that keep it out of the results, so that the manifest can say why.
   */
  List<Finding> noted(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> rules.reports(finding.code()) || drops(finding))
        .map(rules::rated)
        .toList();
  }

  /**
   * Images that a device leaves out of the statistics: those that will be dropped for their pixels.
   */
  Exclusion exclusion() {
    boolean black = drops(Finding.of("", FindingCode.NEARLY_BLACK, ""));
    boolean constant = drops(Finding.of("", FindingCode.CONSTANT, ""));
    return new Exclusion(black ? thresholds.blackMean() : 0, constant);
  }

  /**
   * Ends the run where the user wants that.
   *
   * @throws RunException naming the first error
   */
  void stopIfAsked(List<Finding> findings) throws RunException {
    if (onInvalid != OnInvalid.FAIL) {
      return;
    }
    for (Finding raw : findings) {
      Finding finding = rules.rated(raw);
      if (finding.severity() == Severity.ERROR && rules.reports(raw.code()) && drops(raw)) {
        throw new RunException(
            finding.path()
                + ": "
                + finding.code()
                + ": "
                + finding.message()
                + " (--on-invalid fail). "
                + finding.code().remedy());
      }
    }
  }
}
