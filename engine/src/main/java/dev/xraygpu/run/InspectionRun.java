package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.DatasetPass;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pass that keeps no pixels: it finds what is wrong with a dataset and computes the training
 * split's statistics.
 */
public final class InspectionRun {
  private final Path root;
  private final ScanOptions scan;
  private final Rendering rendering;
  private final List<Stage> stages;
  private final PassSettings settings;
  private final String command;
  private DatasetCheckOptions checks = DatasetCheckOptions.DEFAULT;
  private RunInputs inputs = RunInputs.NONE;

  /**
   * A run over a dataset.
   *
   * @param rendering what becomes of a file's pixels before the first stage
   * @param stages what is done before the processed pixels are counted; empty to check only
   */
  public InspectionRun(
      Path root, ScanOptions scan, Rendering rendering, List<Stage> stages, PassSettings settings) {
    this(root, scan, rendering, stages, settings, "");
  }

  /**
   * A run over a dataset.
   *
   * @param rendering what becomes of a file's pixels before the first stage
   * @param stages what is done before the processed pixels are counted; empty to check only
   * @param command the command line that asks for it, for the report; empty if there is none
   */
  public InspectionRun(
      Path root,
      ScanOptions scan,
      Rendering rendering,
      List<Stage> stages,
      PassSettings settings,
      String command) {
    this.command = command;
    this.root = root;
    this.scan = scan;
    this.rendering = rendering;
    this.stages = List.copyOf(stages);
    this.settings = settings;
  }

  /** Tells the checks of the dataset as a whole more than they know without. */
  public InspectionRun checking(DatasetCheckOptions options) {
    this.checks = options;
    return this;
  }

  /** Names files that were read to make this run; no result may replace one. */
  public InspectionRun havingRead(RunInputs files) {
    this.inputs = files;
    return this;
  }

  private RunInputs inputs() {
    return inputs
        .with(scan.tables())
        .with(checks.secondLabels())
        .with(settings.patients().secret());
  }

  /** What is made of a pass, and which files that leaves. */
  private interface Results {
    Tally write(Passed passed, Written written) throws IOException, RunException, DeviceException;
  }

  /** What the results are, beside the tally. */
  private static final class Written {
    private final List<Path> files = new ArrayList<>();
    private Optional<CorrectedSplits> splits = Optional.empty();
  }

  /** A finished pass; what is on disk lasts as long as the results are made. */
  private record Passed(
      Journal journal,
      SignatureFile signatures,
      Path folder,
      Optional<TrainStatistics> statistics) {}

  /** What a pass is for. */
  private enum Purpose {
    FINDINGS,
    STATISTICS
  }

  /**
   * Finds what is wrong with the dataset.
   *
   * @param tables a folder for the manifest and the findings, if they are wanted; outside of the
   *     dataset
   * @param overwrite whether such files may be replaced
   * @throws RunException if the dataset cannot be read or the tables cannot be written; the latter
   *     is found out before the pass as far as possible
   */
  public RunReport run(
      Device device,
      Decoders decoders,
      Optional<Path> tables,
      boolean overwrite,
      RunListener listener)
      throws RunException, DeviceException {
    long start = System.nanoTime();
    try {
      if (tables.isPresent()) {
        OutputLocation.requireFolder(root, tables.get());
        inputs().requireKeptIn(tables.get(), FindingsFolder.NAMES);
        FindingsFolder.require(tables.get(), overwrite);
      }
      OutputLocation.requireSecretElsewhere(settings.patients(), root, tables.orElse(null));
      DatasetChecks.require(root, inputs(), checks);
      if (tables.isPresent() && checks.fixedSplits().isPresent()) {
        OutputLocation.requireNoResult(
            "--fix-splits", checks.fixedSplits().get(), tables.get(), FindingsFolder.NAMES);
      }
      Dataset dataset = ScannedDataset.scan(root, scan, listener);
      List<Finding> differences =
          DatasetChecks.compareLabels(dataset, root, scan.reading(), checks);
      return pass(
          Purpose.FINDINGS,
          dataset,
          device,
          decoders,
          listener,
          start,
          (passed, written) -> {
            try (FinishedPass pass =
                FinishedPass.read(dataset, passed.journal(), passed.folder())) {
              return findings(
                  device, decoders, passed, pass, differences, tables, listener, written);
            }
          });
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  private Tally findings(
      Device device,
      Decoders decoders,
      Passed passed,
      FinishedPass pass,
      List<Finding> differences,
      Optional<Path> tables,
      RunListener listener,
      Written written)
      throws IOException, RunException, DeviceException {
    Dataset dataset = pass.dataset();
    DatasetChecks found =
        DatasetChecks.run(
            pass,
            passed.signatures(),
            new DecodedPixels(dataset, decoders, rendering, settings),
            settings,
            checks,
            listener);
    written.splits = found.splits();
    written.splits.map(CorrectedSplits::file).ifPresent(written.files::add);
    DatasetAnalysis analysis =
        DatasetAnalysis.of(pass, settings).withDuplicates(found.duplicates());
    analysis.findings().addAll(differences);
    analysis.findings().addAll(found.findings());
    ResultAssembly assembly = assembly(dataset, pass.journal(), analysis.findings());
    if (tables.isEmpty()) {
      return assembly.count();
    }
    FindingsFolder.Contents contents =
        folder -> {
          Tally tally = assembly.writeTables(folder);
          analysis.writeTables(folder, dataset, checks.extent());
          LabelsFile.write(folder, dataset, tally, LabelPolicy.KEEP);
          new ReportAssembly(dataset, device, decoders, rendering, settings)
              .write(
                  folder,
                  new ReportAssembly.Job(Pipeline.tutorial(), false, command),
                  analysis,
                  tally,
                  assembly.excerpt(),
                  passed.statistics());
          return tally;
        };
    return FindingsFolder.publish(contents, tables.get(), written.files);
  }

  /**
   * Computes the training split's statistics, which the report then has.
   *
   * @param file where they are written to, if they are wanted; outside of the dataset
   * @throws RunException if there is no training split, no image of it can be used, or the file
   *     cannot be written; all but the second is found out before the pass as far as possible
   */
  public RunReport statistics(
      Device device, Decoders decoders, Optional<Path> file, RunListener listener)
      throws RunException, DeviceException {
    long start = System.nanoTime();
    try {
      if (file.isPresent()) {
        OutputLocation.requireFile(root, file.get());
        inputs().requireOther("--out", file.get());
      }
      OutputLocation.requireSecretElsewhere(settings.patients(), root, null);
      Dataset dataset = ScannedDataset.scan(root, scan, listener);
      if (!dataset.hasTrainingSplit()) {
        throw ScannedDataset.noTrainingSplit(
            dataset,
            "name the splits in --labels or --splits; validate --fix-splits FILE makes some, for --labels FILE");
      }
      return pass(
          Purpose.STATISTICS,
          dataset,
          device,
          decoders,
          listener,
          start,
          (passed, written) ->
              writeStatistics(
                  assembly(dataset, passed.journal(), new DatasetFindings()),
                  passed.statistics(),
                  file,
                  written.files));
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  private RunReport pass(
      Purpose purpose,
      Dataset dataset,
      Device device,
      Decoders decoders,
      RunListener listener,
      long start,
      Results results)
      throws IOException, RunException, DeviceException {
    Path temporary = Files.createTempDirectory("xray-gpu-");
    try (Journal journal = new Journal(temporary.resolve("journal"), dataset.samples().size());
        SignatureFile signatures = new SignatureFile(temporary)) {
      DatasetPass pass =
          new DatasetPass(
              dataset,
              device,
              decoders,
              rendering,
              stages,
              settings,
              journal,
              Optional.empty(),
              listener);
      if (purpose == Purpose.FINDINGS) {
        pass.comparing(signatures);
      }
      pass.run();
      Optional<TrainStatistics> statistics =
          dataset.hasTrainingSplit()
              ? Optional.of(new TrainStatistics(journal.input(), journal.processed()))
              : Optional.empty();
      Written written = new Written();
      Tally tally = results.write(new Passed(journal, signatures, temporary, statistics), written);
      return new RunReport(
          dataset.layout(),
          dataset.classes(),
          tally,
          statistics,
          device.description(),
          settings.threads(),
          0,
          Duration.ofNanos(System.nanoTime() - start),
          written.splits,
          written.files);
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e, temporary), e);
    } finally {
      Folders.deleteTree(temporary);
    }
  }

  private ResultAssembly assembly(Dataset dataset, Journal journal, DatasetFindings findings) {
    return new ResultAssembly(dataset, journal, settings.policy(), findings, checks.extent());
  }

  private static Tally writeStatistics(
      ResultAssembly assembly,
      Optional<TrainStatistics> statistics,
      Optional<Path> file,
      List<Path> written)
      throws IOException, RunException {
    TrainStatistics found =
        statistics
            .filter(s -> s.input().images() > 0)
            .orElseThrow(
                () ->
                    new RunException(
                        "no image of the training split can be used, so there are no statistics;"
                            + " see xray-gpu validate"));
    Tally tally = assembly.count();
    if (file.isPresent()) {
      StatisticsFile.replace(file.get(), found);
      written.add(file.get());
    }
    return tally;
  }
}
