package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Computes the training split's statistics, and keeps no pixels. */
public final class StatisticsRun {
  private final Path root;
  private final ScanOptions scan;
  private final Rendering rendering;
  private final List<Stage> stages;
  private final PassSettings settings;
  private RunInputs inputs = RunInputs.NONE;

  /**
   * A run over a dataset.
   *
   * @param rendering what becomes of a file's pixels before the first stage
   * @param stages what is done before the processed pixels are counted; may be empty
   */
  public StatisticsRun(
      Path root, ScanOptions scan, Rendering rendering, List<Stage> stages, PassSettings settings) {
    this.root = root;
    this.scan = scan;
    this.rendering = rendering;
    this.stages = List.copyOf(stages);
    this.settings = settings;
  }

  /** Names files that were read to make this run; the result may not replace one. */
  public StatisticsRun havingRead(RunInputs files) {
    this.inputs = files;
    return this;
  }

  /**
   * Does it; the report then has the statistics.
   *
   * @param file where they are written to, if they are wanted; outside of the dataset
   * @throws RunException if there is no training split, no image of it can be used, or the file
   *     cannot be written; all but the second is found out before the pass as far as possible
   */
  public RunReport run(Device device, Decoders decoders, Optional<Path> file, RunListener listener)
      throws RunException, DeviceException {
    long start = System.nanoTime();
    try {
      if (file.isPresent()) {
        OutputLocation.requireFile(root, file.get());
        inputs
            .with(scan.tables())
            .with(settings.patients().secret())
            .requireOther("--out", file.get());
      }
      OutputLocation.requireSecretElsewhere(settings.patients(), root, null);
      Dataset dataset = ScannedDataset.scan(root, scan, listener);
      if (!dataset.hasTrainingSplit()) {
        throw ScannedDataset.noTrainingSplit(
            dataset,
            "name the splits in --labels or --splits; validate --fix-splits FILE makes some, for --labels FILE");
      }
      return new TemporaryPass(
              dataset,
              device,
              decoders,
              rendering,
              stages,
              settings,
              TemporaryPass.Purpose.STATISTICS)
          .run(listener, start, (passed, written) -> write(dataset, passed, file, written));
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  private Tally write(
      Dataset dataset,
      TemporaryPass.Passed passed,
      Optional<Path> file,
      TemporaryPass.Written written)
      throws IOException, RunException {
    Optional<TrainStatistics> found =
        passed.statistics().filter(s -> s.input().moments().isPresent());
    if (found.isEmpty()) {
      throw NoTrainingImage.STATISTICS.failure(dataset, passed.journal());
    }
    Tally tally =
        new ResultAssembly(
                dataset,
                passed.journal(),
                settings.policy(),
                new DatasetFindings(),
                CheckExtent.DATASET)
            .count();
    if (file.isPresent()) {
      StatisticsFile.replace(file.get(), found.get());
      written.files.add(file.get());
    }
    return tally;
  }
}
