package dev.xraygpu.run;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of what became of the samples, for a person to read. Bounded by splits, classes, codes.
 */
public final class Tally {
  private static final int EXAMPLES = 20;

  private final Map<Split, Map<String, Map<SampleStatus, Long>>> samples =
      new EnumMap<>(Split.class);
  private long files;
  private final Map<FindingCode, CodeTally> codes = new EnumMap<>(FindingCode.class);

  /**
   * One code's findings.
   *
   * @param bySeverity how many of each severity
   * @param examples the first of them, in the order of the paths
   */
  public record CodeTally(Map<Severity, Long> bySeverity, List<Finding> examples) {
    /** How many in all. */
    public long count() {
      return bySeverity.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Counts a file, whatever became of it. */
  void addFile() {
    files++;
  }

  /** How many files there are; a file of several frames has several samples. */
  public long files() {
    return files;
  }

  /** Counts a sample. */
  void add(Split split, String label, SampleStatus status) {
    samples
        .computeIfAbsent(split, s -> new TreeMap<>())
        .computeIfAbsent(label, l -> new EnumMap<>(SampleStatus.class))
        .merge(status, 1L, Long::sum);
  }

  /** Counts a finding. */
  void add(Finding finding) {
    CodeTally tally =
        codes.computeIfAbsent(
            finding.code(), c -> new CodeTally(new EnumMap<>(Severity.class), new ArrayList<>()));
    tally.bySeverity().merge(finding.severity(), 1L, Long::sum);
    if (tally.examples().size() < EXAMPLES) {
      tally.examples().add(finding);
    }
  }

  /** Samples by split, class and status; what is not there is zero. */
  public Map<Split, Map<String, Map<SampleStatus, Long>>> samples() {
    return Collections.unmodifiableMap(samples);
  }

  /** Findings by code. */
  public Map<FindingCode, CodeTally> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /** How many samples of all splits and classes have a status. */
  public long count(SampleStatus status) {
    return samples.values().stream()
        .flatMap(labels -> labels.values().stream())
        .mapToLong(counts -> counts.getOrDefault(status, 0L))
        .sum();
  }

  /** How many samples there are. */
  public long samplesInAll() {
    long sum = 0;
    for (SampleStatus status : SampleStatus.values()) {
      sum += count(status);
    }
    return sum;
  }

  /** How many findings of a severity there are. */
  public long count(Severity severity) {
    return codes.values().stream()
        .mapToLong(code -> code.bySeverity().getOrDefault(severity, 0L))
        .sum();
  }
}
