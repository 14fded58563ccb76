package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
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
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pass that keeps no pixels, and whose journal lasts as long as results are made of it.
 *
 * @param dataset what is read
 * @param device what runs the stages
 * @param decoders of its files
 * @param rendering what becomes of a file's pixels before the first stage
 * @param stages what is done before the processed pixels are counted; may be empty
 * @param settings threads, limits and what becomes of bad samples
 * @param purpose what it is for
 */
record TemporaryPass(
    Dataset dataset,
    Device device,
    Decoders decoders,
    Rendering rendering,
    List<Stage> stages,
    PassSettings settings,
    Purpose purpose) {
  /** What a pass is for. */
  enum Purpose {
    FINDINGS,
    STATISTICS
  }

  /** What is made of a pass, and which files that leaves. */
  interface Results {
    Tally write(Passed passed, Written written) throws IOException, RunException, DeviceException;
  }

  /** A finished pass; what is on disk lasts as long as the results are made. */
  record Passed(
      Journal journal,
      SignatureFile signatures,
      Path folder,
      Optional<TrainStatistics> statistics) {}

  /** What the results are, beside the tally. */
  static final class Written {
    final List<Path> files = new ArrayList<>();
    Optional<CorrectedSplits> splits = Optional.empty();
  }

  /**
   * Reads all files, and makes the results.
   *
   * @param start of the whole run, as {@link System#nanoTime} gave it
   */
  RunReport run(RunListener listener, long start, Results results)
      throws IOException, RunException, DeviceException {
    try (TemporaryFolder temporary =
        TemporaryFolder.make("xray-gpu-", "what this run notes of each image")) {
      return run(listener, start, results, temporary.path());
    }
  }

  private RunReport run(RunListener listener, long start, Results results, Path temporary)
      throws IOException, RunException, DeviceException {
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
      Optional<TrainStatistics> statistics = TrainStatistics.of(dataset, journal);
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
    }
  }
}
