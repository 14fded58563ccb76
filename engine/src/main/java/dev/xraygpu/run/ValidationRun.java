package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with a dataset, and keeps no pixels. */
public final class ValidationRun {
  private final Path root;
  private final ScanOptions scan;
  private final Rendering rendering;
  private final PassSettings settings;
  private final String command;
  private DatasetCheckOptions checks = DatasetCheckOptions.DEFAULT;
  private RunInputs inputs = RunInputs.NONE;

  /**
   * A run over a dataset.
   *
   * @param rendering what becomes of a file's pixels
   * @param command the command line that asks for it, for the report; empty if there is none
   */
  public ValidationRun(
      Path root, ScanOptions scan, Rendering rendering, PassSettings settings, String command) {
    this.root = root;
    this.scan = scan;
    this.rendering = rendering;
    this.settings = settings;
    this.command = command;
  }

  /** Tells the checks of the dataset as a whole more than they know without. */
  public ValidationRun checking(DatasetCheckOptions options) {
    this.checks = options;
    return this;
  }

  /** Names files that were read to make this run; no result may replace one. */
  public ValidationRun havingRead(RunInputs files) {
    this.inputs = files;
    return this;
  }

  private RunInputs inputs() {
    return inputs
        .with(scan.tables())
        .with(checks.secondLabels())
        .with(settings.patients().secret());
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
      return new TemporaryPass(
              dataset,
              device,
              decoders,
              rendering,
              List.of(),
              settings,
              TemporaryPass.Purpose.FINDINGS)
          .run(
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
      TemporaryPass.Passed passed,
      FinishedPass pass,
      List<Finding> differences,
      Optional<Path> tables,
      RunListener listener,
      TemporaryPass.Written written)
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
    ResultAssembly assembly =
        new ResultAssembly(
            dataset, pass.journal(), settings.policy(), analysis.findings(), checks.extent());
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
}
