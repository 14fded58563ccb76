package dev.xraygpu.pass;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what becomes of a sample with certain findings.
 *
 * @param onInvalid the user's choice
 * @param faults the user's choices by kind of fault, which come before that
 * @param thresholds where an image stops being usable
 * @param rules which findings count, and how much
 */
public record SamplePolicy(
    OnInvalid onInvalid, FaultChoices faults, QualityThresholds thresholds, FindingRules rules) {

  // Kinds of faults go by the codes of their findings.
  private Optional<FaultChoice> chosen(FindingCode code) {
    return faults.choices().entrySet().stream()
        .filter(choice -> choice.getKey().toString().equals(code.toString()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** What was chosen for a fault: by its kind, else for all. */
  private FaultChoice choice(FindingCode code) {
    Optional<FaultChoice> chosen = chosen(code);
    if (chosen.isPresent()) {
      return chosen.get();
    }
    return switch (onInvalid) {
      case DROP -> FaultChoice.DROP;
      case FLAG -> FaultChoice.FLAG;
      case FAIL -> FaultChoice.FAIL;
    };
  }

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
  public boolean flags(Finding finding) {
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
          SEGMENTATION_MASK,
          NO_LABEL,
          MISSING_FILE,
          SIZE_MISMATCH,
          STAGE_FAILED ->
          true;
      case TOO_SMALL, NEARLY_BLACK, CONSTANT ->
          choice(finding.code()) != FaultChoice.FLAG
              && rules.apply(finding).filter(f -> f.severity() == Severity.ERROR).isPresent();
      default -> false;
    };
  }

  /**
   * What is noted of a sample: the findings that are reported, with the severity that counts, and
   * those that keep it out of the results, so that the manifest can say why.
   */
  public List<Finding> noted(List<Finding> findings) {
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
    for (Finding raw : findings) {
      if (choice(raw.code()) == FaultChoice.FAIL && drops(raw) && rules.reports(raw.code())) {
        Finding finding = rules.rated(raw);
        // A user who speaks of just this fault means it, whatever its severity.
        boolean chosen = chosen(raw.code()).isPresent();
        if (chosen || finding.severity() == Severity.ERROR) {
          throw new RunException(
              finding.path()
                  + ": "
                  + finding.code()
                  + ": "
                  + finding.message()
                  + (chosen
                      ? " (on-fault " + finding.code() + "=fail). "
                      : " (--on-invalid fail). ")
                  + finding.code().remedy());
        }
      }
    }
  }
}
