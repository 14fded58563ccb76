package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.AcquisitionGaps;
import dev.xraygpu.pass.FramePath;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pass.PatchText;
import dev.xraygpu.pass.PixelSpool;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.pass.SampleOutcome.Note;
import dev.xraygpu.pass.SampleOutcome.SpooledPixels;
import dev.xraygpu.pass.SamplePolicy;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.ResultRow;
import dev.xraygpu.sink.Shards;
import dev.xraygpu.sink.Sink;
import dev.xraygpu.table.FindingsFile;
import dev.xraygpu.table.ManifestFile;
import dev.xraygpu.table.MeasuresFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns journal and spool into results, in the order of the paths: the manifest, the findings and,
 * where pixels were asked for, a row for every kept sample.
 */
final class ResultAssembly {
  private final Dataset dataset;
  private final Journal journal;
  private final SamplePolicy policy;
  private final DatasetFindings datasetFindings;
  private final CheckExtent extent;
  private final Tally tally = new Tally();
  private final ReportExcerpt excerpt = new ReportExcerpt();

  /**
   * An assembly, used once.
   *
   * @param policy of the pass
   * @param datasetFindings what was found after the pass
   * @param extent whether images were measured
   */
  ResultAssembly(
      Dataset dataset,
      Journal journal,
      SamplePolicy policy,
      DatasetFindings datasetFindings,
      CheckExtent extent) {
    this.dataset = dataset;
    this.journal = journal;
    this.policy = policy;
    this.datasetFindings = datasetFindings;
    this.extent = extent;
  }

  /** Where kept pixels go. */
  record PixelOutput(
      PixelSpool spool, Sink sink, Pipeline pipeline, OutputFormat format, Shards shards) {}

  /** What has rows of samples. */
  private record Tables(ManifestFile manifest, @Nullable MeasuresFile measures) {}

  /** What a report shows of the rows, once they are written. */
  ReportExcerpt excerpt() {
    return excerpt;
  }

  /** Counts everything and writes nothing. */
  Tally count() throws IOException {
    return run(null, null, Optional.empty(), 1, RunListener.SILENT);
  }

  /** Writes manifest, measures and findings. */
  Tally writeTables(Path folder) throws IOException {
    return write(folder, OutputFormat.NPY, Optional.empty(), 1, RunListener.SILENT);
  }

  /** Writes manifest, measures, findings and all kept pixels. */
  Tally writeAll(Path folder, PixelOutput output, int threads, RunListener listener)
      throws IOException {
    return write(folder, output.format(), Optional.of(output), threads, listener);
  }

  private Tally write(
      Path folder,
      OutputFormat format,
      Optional<PixelOutput> output,
      int threads,
      RunListener listener)
      throws IOException {
    boolean imputes =
        policy.faults().ofMissing(FaultKind.MISSING_ACQUISITION) == FaultChoice.IMPUTE;
    Optional<AcquisitionGaps> gaps =
        imputes && journal.hasAcquisition()
            ? Optional.of(AcquisitionGaps.filledFrom(dataset, journal))
            : Optional.empty();
    boolean patched = output.map(o -> PatchText.mayPatch(o.pipeline())).orElse(false);
    try (ManifestFile manifest =
            new ManifestFile(folder, format, patched, journal.hasAcquisition(), gaps);
        MeasuresFile measures = extent == CheckExtent.DATASET ? new MeasuresFile(folder) : null;
        FindingsFile findings = new FindingsFile(folder)) {
      return run(new Tables(manifest, measures), findings, output, threads, listener);
    }
  }

  private Tally run(
      @Nullable Tables tables,
      @Nullable FindingsFile findings,
      Optional<PixelOutput> output,
      int threads,
      RunListener listener)
      throws IOException {
    for (Finding finding : dataset.findings()) {
      note(finding, null, findings);
    }
    for (Finding finding : datasetFindings.ofDataset()) {
      note(finding, null, findings);
    }
    Optional<OutputNames> names =
        output
            .filter(o -> o.format() == OutputFormat.PNG)
            .map(o -> new OutputNames(dataset, ".png"));
    Map<Split, Long> nextIndex = new EnumMap<>(Split.class);
    try (ParallelWrites writes = new ParallelWrites(threads)) {
      for (Sample sample : dataset.samples()) {
        tally.addFile();
        journal.read(
            sample.ordinal(),
            row -> take(sample, row, tables, findings, output, names, nextIndex, writes));
        listener.advance(1);
      }
      writes.await();
    }
    return tally;
  }

  private static Rectangle keptPart(SampleOutcome outcome) throws IOException {
    Rectangle crop = outcome.crop();
    Size size = outcome.size();
    if (size == null) {
      throw new IOException("the journal has no size of a kept sample");
    }
    return crop == null ? Rectangle.whole(size) : crop;
  }

  private void take(
      Sample sample,
      SampleOutcome noted,
      @Nullable Tables tables,
      @Nullable FindingsFile findings,
      Optional<PixelOutput> output,
      Optional<OutputNames> names,
      Map<Split, Long> nextIndex,
      ParallelWrites writes)
      throws IOException {
    String path = FramePath.of(sample.path(), noted.frame());
    SampleOutcome outcome = withDatasetFindings(sample.path(), path, noted);
    tally.add(
        sample.split(),
        dataset.classesOf(sample),
        dataset.labelSets().map(sets -> sets.of(sample.label())),
        outcome.status());
    excerpt.add(sample, path, outcome);
    for (Note n : outcome.findings()) {
      note(new Finding(path, n.code(), n.severity(), n.message()), sample, findings);
    }
    boolean kept = output.isPresent() && outcome.status() != SampleStatus.DROPPED;
    long index = kept ? nextIndex.merge(sample.split(), 1L, Long::sum) - 1 : -1;
    String file = kept ? fileOf(output.get(), names, sample, outcome.frame(), index) : "";
    if (tables != null) {
      if (tables.measures() != null) {
        tables.measures().write(sample, outcome);
      }
      Placement placement = kept ? output.get().pipeline().place(keptPart(outcome)) : null;
      tables.manifest().write(sample, outcome, index, placement, file);
    }
    if (kept) {
      SpooledPixels pixels = outcome.pixels();
      if (pixels == null) {
        throw new IOException("the journal has no pixels for " + path);
      }
      ResultRow row = new ResultRow(sample.split(), index, path, sample.label(), file);
      output.get().sink().reserve(row, pixels.type(), pixels.size());
      writes.submit(memory -> write(output.get(), row, pixels, memory));
    }
  }

  private static String fileOf(
      PixelOutput output, Optional<OutputNames> names, Sample sample, int frame, long index) {
    return switch (output.format()) {
      case NPY -> "";
      case PNG -> names.orElseThrow().of(sample, frame);
      case WEBDATASET -> output.shards().fileOf(sample.split(), index);
    };
  }

  private static ByteBuffer write(
      PixelOutput output, ResultRow row, SpooledPixels pixels, ByteBuffer memory)
      throws IOException {
    int bytes = Math.toIntExact(HostImage.bytesFor(pixels.type(), pixels.size()));
    ByteBuffer room =
        memory.capacity() >= bytes
            ? memory
            : ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    output.sink().write(row, output.spool().read(pixels, room));
    return room;
  }

  // What the pass noted, and what was found after it: that flags a sample, and drops none.
  // Most of it holds for a file with all its frames, copies for a frame.
  private SampleOutcome withDatasetFindings(String file, String path, SampleOutcome outcome) {
    List<Finding> found = new ArrayList<>(datasetFindings.of(file));
    if (!path.equals(file)) {
      found.addAll(datasetFindings.of(path));
    }
    if (found.isEmpty()) {
      return outcome;
    }
    boolean flagged = outcome.status() == SampleStatus.OK && found.stream().anyMatch(policy::flags);
    return outcome.with(
        flagged ? SampleStatus.FLAGGED : outcome.status(),
        policy.noted(found).stream()
            .map(f -> new Note(f.code(), f.severity(), f.message()))
            .toList());
  }

  private void note(Finding finding, @Nullable Sample sample, @Nullable FindingsFile findings)
      throws IOException {
    Optional<Finding> reported = policy.rules().apply(finding);
    if (reported.isEmpty()) {
      return;
    }
    tally.add(reported.get());
    excerpt.add(reported.get(), sample);
    if (findings != null) {
      findings.write(reported.get());
    }
  }
}
