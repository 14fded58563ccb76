package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.report.ReportContent.DroppedSample;
import dev.xraygpu.report.ReportContent.FindingRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows of a run's rows: the first of each kind, in the order of the paths. Bounded
 * by the kinds, never by the dataset.
 */
final class ReportExcerpt {
  private static final int ROWS_OF_A_CODE = 200;
  private static final int DROPPED_ROWS = 200;
  private static final int STAGED = 3;
  private static final int EXAMPLES_OF_A_CODE = 4;

  private final Map<FindingCode, List<FindingRow>> findings = new EnumMap<>(FindingCode.class);
  private final Map<FindingCode, List<Sample>> examples = new EnumMap<>(FindingCode.class);
  private final List<DroppedSample> dropped = new ArrayList<>();
  private final Map<String, Sample> firstOfClass = new TreeMap<>();
  private final List<Sample> firstKept = new ArrayList<>();
  private long droppedTotal;

  /**
   * Sees a sample, or a frame of it, and what became of it.
   *
   * @param path with the number of the frame
   */
  void add(Sample sample, String path, SampleOutcome outcome) {
    if (outcome.status() != SampleStatus.DROPPED) {
      if (firstKept.size() < STAGED && outcome.frame() <= 1) {
        firstKept.add(sample);
      }
      if (sample.split() == Split.TRAIN && firstOfClass.size() < STAGED) {
        firstOfClass.putIfAbsent(sample.label(), sample);
      }
      return;
    }
    droppedTotal++;
    if (dropped.size() < DROPPED_ROWS) {
      String reason =
          outcome.findings().stream()
              .map(note -> note.code() + ": " + note.message())
              .collect(Collectors.joining("; "));
      dropped.add(new DroppedSample(path, sample.split().directory(), sample.label(), reason));
    }
  }

  /** Sees a finding; of the dataset itself where there is no sample. */
  void add(Finding finding, @Nullable Sample sample) {
    List<FindingRow> rows = findings.computeIfAbsent(finding.code(), code -> new ArrayList<>());
    if (rows.size() < ROWS_OF_A_CODE) {
      rows.add(
          new FindingRow(
              finding,
              sample == null ? "" : sample.split().directory(),
              sample == null ? "" : sample.label()));
    }
    List<Sample> shown = examples.computeIfAbsent(finding.code(), code -> new ArrayList<>());
    if (sample != null && shown.size() < EXAMPLES_OF_A_CODE && !shown.contains(sample)) {
      shown.add(sample);
    }
  }

  /** The first findings of a code. */
  List<FindingRow> findings(FindingCode code) {
    return List.copyOf(findings.getOrDefault(code, List.of()));
  }

  /** The first samples with a finding of a code. */
  List<Sample> examples(FindingCode code) {
    return List.copyOf(examples.getOrDefault(code, List.of()));
  }

  /** The first dropped samples. */
  List<DroppedSample> dropped() {
    return List.copyOf(dropped);
  }

  /** How many were dropped. */
  long droppedTotal() {
    return droppedTotal;
  }

  /** A few kept samples to show the pipeline on: of each class, if there is a training split. */
  List<Sample> staged() {
    return firstOfClass.isEmpty() ? List.copyOf(firstKept) : List.copyOf(firstOfClass.values());
  }
}
