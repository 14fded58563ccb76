package dev.xraygpu.run;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import java.util.List;

/**
 * Decides what becomes of a sample with certain findings.
 *
 * @param onInvalid the user's choice
 * @param thresholds where an image stops being usable
 */
record SamplePolicy(OnInvalid onInvalid, QualityThresholds thresholds) {

  /** What becomes of a sample. */
  SampleStatus status(List<Finding> findings) {
    SampleStatus status = SampleStatus.OK;
    for (Finding finding : findings) {
      if (drops(finding)) {
        return SampleStatus.DROPPED;
      }
      if (finding.severity() != Severity.INFO) {
        status = SampleStatus.FLAGGED;
      }
    }
    return status;
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
          STAGE_FAILED ->
          true;
      case TOO_SMALL, NEARLY_BLACK, CONSTANT ->
          finding.severity() == Severity.ERROR && onInvalid != OnInvalid.FLAG;
      case WRONG_EXTENSION, COLOR, NESTED_COPY, DATASET_IN_SUBFOLDER -> false;
    };
  }

  /**
   * Images that a device leaves out of the statistics: those that will be dropped for their pixels.
   */
  Exclusion exclusion() {
    return onInvalid == OnInvalid.FLAG
        ? Exclusion.NONE
        : new Exclusion(thresholds.blackMean(), true);
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
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR && drops(finding)) {
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
