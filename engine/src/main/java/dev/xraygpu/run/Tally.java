package dev.xraygpu.run;

import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts of what became of the samples, for a person to read. Bounded by splits, classes, codes.
 */
public final class Tally {
  private static final int EXAMPLES = 20;

  private final Map<Split, Map<String, Map<SampleStatus, Long>>> samples =
      new EnumMap<>(Split.class);
  private final Map<Split, Map<SampleStatus, Long>> ofSplits = new EnumMap<>(Split.class);
  private final Map<Split, LabelCounts> labels = new EnumMap<>(Split.class);
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

  /**
   * Counts a sample.
   *
   * @param classes those it counts for; none if it has no class
   * @param set what is known of each class, where an image may have several
   */
  void add(Split split, List<String> classes, Optional<LabelSet> set, SampleStatus status) {
    Map<String, Map<SampleStatus, Long>> ofSplit =
        samples.computeIfAbsent(split, s -> new TreeMap<>());
    for (String name : classes.isEmpty() ? List.of("") : classes) {
      ofSplit
          .computeIfAbsent(name, l -> new EnumMap<>(SampleStatus.class))
          .merge(status, 1L, Long::sum);
    }
    ofSplits
        .computeIfAbsent(split, s -> new EnumMap<>(SampleStatus.class))
        .merge(status, 1L, Long::sum);
    if (set.isPresent()) {
      LabelCounts counts = labels.computeIfAbsent(split, s -> new LabelCounts(set.get().size()));
      if (status != SampleStatus.DROPPED) {
        counts.add(set.get());
      }
    }
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

  /**
   * Samples by split, class and status; what is not there is zero. A sample of several classes
   * counts for each of them.
   */
  public Map<Split, Map<String, Map<SampleStatus, Long>>> samples() {
    return Collections.unmodifiableMap(samples);
  }

  /** Samples by split and status, each once. */
  public Map<Split, Map<SampleStatus, Long>> ofSplits() {
    return Collections.unmodifiableMap(ofSplits);
  }

  /** What is known of each class, by split; empty where an image has one class at most. */
  public Map<Split, LabelCounts> labels() {
    return Collections.unmodifiableMap(labels);
  }

  /** Findings by code. */
  public Map<FindingCode, CodeTally> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /** How many samples of all splits and classes have a status. */
  public long count(SampleStatus status) {
    return ofSplits.values().stream().mapToLong(counts -> counts.getOrDefault(status, 0L)).sum();
  }

  /** How many samples there are. */
  public long samplesInAll() {
    long sum = 0;
    for (SampleStatus status : SampleStatus.values()) {
      sum += count(status);
    }
    return sum;
  }

  /** Whether there are samples, and none of them is kept. */
  public boolean nothingKept() {
    return samplesInAll() > 0 && count(SampleStatus.DROPPED) == samplesInAll();
  }

  /** How many findings of a severity there are. */
  public long count(Severity severity) {
    return codes.values().stream()
        .mapToLong(code -> code.bySeverity().getOrDefault(severity, 0L))
        .sum();
  }
}
