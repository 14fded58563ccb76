package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * The files of a dataset with what their places say of them. Every file is exactly one sample; a
 * row of the label file without a file is one too. Left out without a word are hidden files and
 * folders, what operating systems leave behind ({@code .DS_Store}, {@code __MACOSX}, {@code
 * Thumbs.db}), the label file itself, and nested copies, which are a finding. Immutable.
 */
public final class Dataset {
  private final Path root;
  private final Layout layout;
  private final SampleList samples;
  private final List<String> classes;
  private final Optional<LabelSets> labelSets;
  private final String labelNotice;
  private final SortedSet<Split> splits;
  private final List<Finding> findings;
  private final Map<Integer, Finding> rejections;
  private final BitSet patientsOfLabelFile;
  private final List<List<Integer>> contradictoryStudies;
  private final PathNames names;
  private final boolean hasTrainingSplit;

  Dataset(
      Path root,
      Layout layout,
      SampleList samples,
      List<String> classes,
      Optional<LabelSets> labelSets,
      String labelNotice,
      SortedSet<Split> splits,
      List<Finding> findings,
      Map<Integer, Finding> rejections,
      BitSet patientsOfLabelFile,
      List<List<Integer>> contradictoryStudies) {
    this.root = root;
    this.layout = layout;
    this.samples = samples;
    this.classes = classes;
    this.labelSets = labelSets;
    this.labelNotice = labelNotice;
    this.splits = splits;
    this.findings = findings;
    this.rejections = rejections;
    this.patientsOfLabelFile = patientsOfLabelFile;
    this.contradictoryStudies = contradictoryStudies;
    this.names = new PathNames(root);
    this.hasTrainingSplit =
        samples.stream()
            .anyMatch(s -> s.split() == Split.TRAIN && !rejections.containsKey(s.ordinal()));
  }

  /** Its real path, free of links. */
  public Path root() {
    return root;
  }

  /** How splits and classes are told. */
  public Layout layout() {
    return layout;
  }

  /**
   * All files, sorted by path, UTF-16 code unit by code unit; {@code get(i).ordinal() == i}.
   * Samples are made when they are asked for, equal ones each time: they take no memory beyond the
   * list's.
   */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * Labels of the samples without a rejection, sorted by name, without the empty label; or those
   * that were {@linkplain ClassChoice chosen}, in that order. Where an image may have several,
   * those of {@link LabelSets#classes}.
   */
  public List<String> classes() {
    return classes;
  }

  /** What the samples' labels mean, where an image may have several classes; else nothing. */
  public Optional<LabelSets> labelSets() {
    return labelSets;
  }

  /**
   * The classes that a sample counts for: its label or, where an image may have several, those that
   * it is known to have. None if nothing is known, or nothing was found.
   */
  public List<String> classesOf(Sample sample) {
    if (labelSets.isPresent()) {
      return labelSets.get().of(sample.label()).positive();
    }
    return sample.label().isEmpty() ? List.of() : List.of(sample.label());
  }

  /**
   * Of which of its patient's studies a sample is: what the label file says, or else what the path
   * claims; empty if unknown.
   */
  public String studyOf(Sample sample) {
    return samples.study(sample.ordinal());
  }

  /** How labels were taken, in one line; empty if there is nothing to say. */
  public String labelNotice() {
    return labelNotice;
  }

  /**
   * Splits that have at least one sample, in the order train, val, test, all. Samples that are
   * rejected because nothing says where they belong do not count.
   */
  public SortedSet<Split> splits() {
    return splits;
  }

  /**
   * Whether statistics and normalisation have images to learn from: samples of the training split
   * without a rejection.
   */
  public boolean hasTrainingSplit() {
    return hasTrainingSplit;
  }

  /** Findings about the dataset as a whole, with an empty path. */
  public List<Finding> findings() {
    return findings;
  }

  /** Why a sample must not be decoded, if so. */
  public Optional<Finding> rejection(Sample sample) {
    return Optional.ofNullable(rejections.get(sample.ordinal()));
  }

  /**
   * The same, with what headers say of the patients that neither the label file nor a path tells.
   *
   * @param inHeader a sample's patient by its own header; empty if that says nothing
   */
  public Dataset withPatientsInHeaders(Function<Sample, String> inHeader) {
    BitSet known = (BitSet) patientsOfLabelFile.clone();
    SampleList named =
        samples.withPatients(
            sample -> {
              if (!sample.patient().isEmpty()) {
                return sample.patient();
              }
              String patient = inHeader.apply(sample);
              known.set(sample.ordinal(), !patient.isEmpty());
              return patient;
            });
    return new Dataset(
        root,
        layout,
        named,
        classes,
        labelSets,
        labelNotice,
        splits,
        findings,
        rejections,
        known,
        contradictoryStudies);
  }

  /**
   * Whether a sample's patient is what the label file or the file's own header says, and not what a
   * file's name claims.
   */
  public boolean hasPatientOfLabelFile(Sample sample) {
    return patientsOfLabelFile.get(sample.ordinal());
  }

  /**
   * Ordinals of the images of each study that {@link StudyChecks} has found to contradict itself.
   */
  List<List<Integer>> contradictoryStudies() {
    return contradictoryStudies;
  }

  /** Where a sample's file is; under this root, though links below it may lead on. */
  public Path file(Sample sample) {
    return names.file(sample.path());
  }
}
