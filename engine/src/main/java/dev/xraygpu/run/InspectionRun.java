package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final List<Stage> stages;
  private final PassSettings settings;

  /**
   * A run over a dataset.
   *
   * @param stages what is done before the processed pixels are counted; empty to check only
   */
  public InspectionRun(Path root, ScanOptions scan, List<Stage> stages, PassSettings settings) {
    this.root = root;
    this.scan = scan;
    this.stages = List.copyOf(stages);
    this.settings = settings;
  }

  /**
   * Does it.
   *
   * @param tables a folder for {@code manifest.csv} and {@code findings.csv}, if they are wanted
   * @param overwrite whether such files may be replaced
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
        refuseOtherResults(tables.get(), overwrite);
      }
      Dataset dataset = DatasetScanner.scan(root, scan);
      Path temporary = Files.createTempDirectory("xray-gpu-");
      try (Journal journal = new Journal(temporary.resolve("journal"), dataset.samples().size())) {
        new DatasetPass(
                dataset, device, decoders, stages, settings, journal, Optional.empty(), listener)
            .run();
        ResultAssembly assembly = new ResultAssembly(dataset, journal);
        List<Path> written = new ArrayList<>();
        Tally tally =
            tables.isPresent() ? writeTables(assembly, tables.get(), written) : assembly.count();
        return new RunReport(
            dataset.layout(),
            tally,
            dataset.hasTrainingSplit()
                ? Optional.of(new TrainStatistics(journal.input(), journal.processed()))
                : Optional.empty(),
            device.description(),
            settings.threads(),
            0,
            Duration.ofNanos(System.nanoTime() - start),
            written);
      } finally {
        Folders.deleteTree(temporary);
      }
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  private static void refuseOtherResults(Path folder, boolean overwrite) throws RunException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RunException(folder + " is a file; --out takes a folder");
    }
    if (Files.exists(folder.resolve(PipelineFile.NAME))) {
      throw new RunException(
          folder + " holds the results of a preprocess run; choose another --out");
    }
    if (Files.exists(folder.resolve(FindingsFile.NAME)) && !overwrite) {
      throw new RunException(
          folder
              + " holds findings already; choose another --out, or replace them with"
              + " --overwrite");
    }
  }

  private static Tally writeTables(ResultAssembly assembly, Path folder, List<Path> written)
      throws IOException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, ".xray-gpu-");
    try {
      Tally tally = assembly.writeTables(unfinished);
      for (String name : List.of(ManifestFile.NAME, FindingsFile.NAME)) {
        written.add(
            Files.move(
                unfinished.resolve(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
      }
      return tally;
    } finally {
      Folders.deleteTree(unfinished);
    }
  }
}
