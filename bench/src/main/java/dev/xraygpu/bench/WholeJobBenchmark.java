package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.PassSettings;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunException;
import dev.xraygpu.run.RunListener;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the whole job with decoding alone, in one process, in turn, so that a machine whose
 * speed drifts is unfair to neither.
 */
public final class WholeJobBenchmark {
  private final Path root;
  private final Path scratch;
  private final Device device;
  private final PassSettings settings;

  /**
   * A comparison.
   *
   * @param root the dataset
   * @param scratch a folder on the disk that results would be written to; emptied again
   * @param settings of the whole job; decoding alone has its threads
   */
  public WholeJobBenchmark(Path root, Path scratch, Device device, PassSettings settings) {
    this.root = root;
    this.scratch = scratch;
    this.device = device;
    this.settings = settings;
  }

  /**
   * One round.
   *
   * @param libraryDecodeSeconds time of decoding alone with OpenCV's decoders
   * @param decodeSeconds time of decoding alone with the decoders that the job uses
   * @param jobSeconds time of the whole job
   */
  public record Round(double libraryDecodeSeconds, double decodeSeconds, double jobSeconds) {}

  /**
   * What was measured.
   *
   * @param images number of files
   * @param pixels number of decoded pixels
   * @param rounds counted repetitions
   */
  public record Result(int images, long pixels, List<Round> rounds) {
    /** Rate of decoding alone with OpenCV's decoders, in images per second. */
    public Spread libraryDecodeRate() {
      return Spread.of(rounds, round -> images / round.libraryDecodeSeconds());
    }

    /** Rate of decoding alone with the decoders that the job uses, in images per second. */
    public Spread decodeRate() {
      return Spread.of(rounds, round -> images / round.decodeSeconds());
    }

    /** Rate of the whole job, in images per second. */
    public Spread jobRate() {
      return Spread.of(rounds, round -> images / round.jobSeconds());
    }

    /** The whole job's rate as a fraction of decoding alone with OpenCV, round by round. */
    public Spread fractionOfLibraryDecode() {
      return Spread.of(rounds, round -> round.libraryDecodeSeconds() / round.jobSeconds());
    }

    /** The whole job's rate as a fraction of decoding alone with its own decoders. */
    public Spread fractionOfDecode() {
      return Spread.of(rounds, round -> round.decodeSeconds() / round.jobSeconds());
    }
  }

  /**
   * Measures.
   *
   * @param warmUp rounds that are not counted
   * @param repetitions rounds that are
   */
  public Result run(int warmUp, int repetitions)
      throws IOException, RunException, DeviceException, InterruptedException {
    Decoders decoders = Decoders.load();
    Dataset dataset = DatasetScanner.scan(root, ScanOptions.DEFAULT);
    // Decoders that are asked first take what the libraries' decoders would take without them.
    Decoders library =
        new Decoders(decoders.all().stream().filter(d -> d.preference() == 0).toList());
    DecodeCeiling libraryDecode = new DecodeCeiling(dataset, library, settings.threads());
    DecodeCeiling decode = new DecodeCeiling(dataset, decoders, settings.threads());
    List<Round> rounds = new ArrayList<>();
    long pixels = 0;
    for (int round = 0; round < warmUp + repetitions; round++) {
      long start = System.nanoTime();
      libraryDecode.run();
      long libraryDecoded = System.nanoTime();
      pixels = decode.run();
      long decoded = System.nanoTime();
      preprocess(decoders);
      long done = System.nanoTime();
      if (round >= warmUp) {
        rounds.add(
            new Round(
                (libraryDecoded - start) / 1e9,
                (decoded - libraryDecoded) / 1e9,
                (done - decoded) / 1e9));
      }
    }
    return new Result(dataset.samples().size(), pixels, rounds);
  }

  private void preprocess(Decoders decoders) throws RunException, DeviceException {
    new PreprocessRun(
            new PreprocessRun.Request(
                root,
                ScanOptions.DEFAULT,
                scratch,
                Pipeline.tutorial(),
                OutputFormat.NPY,
                settings,
                ExistingResults.OVERWRITE),
            device,
            decoders,
            RunListener.SILENT)
        .run();
  }
}
