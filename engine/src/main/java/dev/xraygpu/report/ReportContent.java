package dev.xraygpu.report;

import dev.xraygpu.distribution.GroupComparisons;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page says. All lists are bounded, whatever the dataset; {@code total} counts what there
 * is.
 *
 * @param dataset name of the dataset's folder
 * @param layout how the dataset says what belongs where
 * @param samples how many there are
 * @param kept how many of them are in the results
 * @param classes samples by split and class; one of several classes counts for each
 * @param labels what is known of each class by split, where an image may have several; else none
 * @param checks findings by code, in the order of the codes
 * @param dropped the first samples that are not in the results
 * @param droppedTotal how many there are
 * @param groups duplicates, as many as are shown
 * @param groupsTotal how many there are
 * @param comparisons how measures differ between splits and classes
 * @param statistics of the training split's pixels, before and after the stages
 * @param stages samples through the pipeline
 * @param reproduction how to do it again
 */
public record ReportContent(
    String dataset,
    String layout,
    long samples,
    long kept,
    List<ClassCount> classes,
    List<LabelCount> labels,
    List<CheckResult> checks,
    List<DroppedSample> dropped,
    long droppedTotal,
    List<Group> groups,
    long groupsTotal,
    GroupComparisons comparisons,
    Optional<Histograms> statistics,
    List<StageSequence> stages,
    Reproduction reproduction) {

  /** Samples of one split and class. */
  public record ClassCount(String split, String label, long ok, long flagged, long dropped) {
    /** All of them. */
    public long all() {
      return ok + flagged + dropped;
    }
  }

  /** Kept images of one split by what is known of a class. */
  public record LabelCount(
      String split, String label, long positive, long negative, long uncertain, long unknown) {}

  /**
   * What one check found.
   *
   * @param bySeverity how many of each
   * @param findings the first ones
   * @param examples pictures of some of them
   */
  public record CheckResult(
      FindingCode code,
      Map<Severity, Long> bySeverity,
      List<FindingRow> findings,
      List<Example> examples) {
    /** How many in all. */
    public long total() {
      return bySeverity.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A finding with what is known of its file. */
  public record FindingRow(Finding finding, String split, String label) {}

  /**
   * A picture with what to read below it.
   *
   * @param picture nothing where there is none to show
   * @param missing why, in a few words
   */
  public record Example(String path, String note, Optional<Picture> picture, String missing) {
    private static final String NO_PIXELS = "no pixels";

    /** A picture, or nothing where the file has no pixels. */
    public Example(String path, String note, Optional<Picture> picture) {
      this(path, note, picture, NO_PIXELS);
    }

    /** Whether the file has nothing to show; else it has, even where the picture is missing. */
    public boolean hasNoPixels() {
      return picture.isEmpty() && missing.equals(NO_PIXELS);
    }
  }

  /** A sample that is not in the results, and why. */
  public record DroppedSample(String path, String split, String label, String reason) {}

  /**
   * Files that show the same.
   *
   * @param title in what they agree
   * @param leaks whether they lie in several splits
   * @param members the first of them, the one to keep at the front
   * @param total how many there are
   */
  public record Group(String title, boolean leaks, List<Example> members, long total) {}

  /** Pixels before and after the stages; the second is empty where no stage was run. */
  public record Histograms(PixelStatistics input, Optional<PixelStatistics> processed) {}

  /** One sample after each stage, by the stage's name. */
  public record StageSequence(String path, List<Example> stages) {}

  /**
   * How to do it again.
   *
   * @param command the command line, with {@code OUT} for its output folder
   * @param pipeline as a document; nothing where no pixels were written
   * @param facts names and values: versions, device, thresholds
   */
  public record Reproduction(
      String command, Optional<String> pipeline, List<Map.Entry<String, String>> facts) {}

  /** Findings of a severity. */
  public long count(Severity severity) {
    return checks.stream().mapToLong(c -> c.bySeverity().getOrDefault(severity, 0L)).sum();
  }
}
