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
import dev.xraygpu.pass.PixelSpool;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.Shards;
import dev.xraygpu.statistics.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole job: a dataset in, findings, statistics and arrays out, in one pass. */
public final class PreprocessRun {
  private final Request request;
  private final Device device;
  private final Decoders decoders;
  private final RunListener listener;
  private DatasetCheckOptions checks = DatasetCheckOptions.DEFAULT;
  private RunInputs inputs = RunInputs.NONE;
  private final String command;

  /**
   * What is asked for.
   *
   * @param dataset the root folder
   * @param scan label file and patient names
   * @param out the folder that receives the results
   * @param pipeline what is done to each image
   * @param format what the results are written as
   * @param settings threads, limits and what becomes of bad samples
   * @param existing what to do about an earlier run in {@code out}
   * @param shardSize most images in an archive, for formats that have archives; at least 1
   * @param labels what labels become that say neither yes nor no, where they are written
   */
  public record Request(
      Path dataset,
      ScanOptions scan,
      Path out,
      Pipeline pipeline,
      OutputFormat format,
      PassSettings settings,
      ExistingResults existing,
      int shardSize,
      LabelPolicy labels) {
    /** With archives of the {@linkplain Shards#DEFAULT_SIZE usual size}, and labels as they are. */
    public Request(
        Path dataset,
        ScanOptions scan,
        Path out,
        Pipeline pipeline,
        OutputFormat format,
        PassSettings settings,
        ExistingResults existing) {
      this(
          dataset,
          scan,
          out,
          pipeline,
          format,
          settings,
          existing,
          Shards.DEFAULT_SIZE,
          LabelPolicy.KEEP);
    }

    /** Lets the pipeline's choices about faults hold for the pass. */
    public Request {
      settings = settings.withFaults(settings.faults().with(pipeline.faults()));
    }
  }

  /** A run on an open device. */
  public PreprocessRun(Request request, Device device, Decoders decoders, RunListener listener) {
    this(request, device, decoders, listener, "");
  }

  /**
   * A run on an open device.
   *
   * @param command the command line that asks for it, for the report; empty if there is none
   */
  public PreprocessRun(
      Request request, Device device, Decoders decoders, RunListener listener, String command) {
    this.request = request;
    this.device = device;
    this.decoders = decoders;
    this.listener = listener;
    this.command = command;
  }

  /** Tells the checks of the dataset as a whole more than they know without. */
  public PreprocessRun checking(DatasetCheckOptions options) {
    this.checks = options;
    return this;
  }

  /** Names files that were read to make the request; no result may replace one. */
  public PreprocessRun havingRead(RunInputs files) {
    this.inputs = files;
    return this;
  }

  /**
   * Whether there is nothing to do: a run is to be resumed that has come to its end, with the very
   * same files, settings and program version, and all its results are there.
   *
   * @throws RunException if the dataset or the results cannot be looked at
   */
  public boolean isFinished() throws RunException {
    return FinishedRun.isThis(request, checks);
  }

  /**
   * Does it all. A program ends it before its time by interrupting the calling thread; what was
   * done by then stays for a resumed run, as after any failure.
   *
   * @throws RunException if it cannot be done; what was done stays for a resumed run
   * @throws DeviceException if the device fails; likewise
   */
  public RunReport run() throws RunException, DeviceException {
    long start = System.nanoTime();
    try {
      OutputLocation.requireOutside(request.dataset(), request.out());
      OutputLocation.requireSecretElsewhere(
          request.settings().patients(), request.dataset(), request.out());
      RunInputs read = inputs();
      read.requireKeptIn(request.out(), WorkFolder.NAMES);
      DatasetChecks.require(request.dataset(), read, checks);
      if (checks.fixedSplits().isPresent()) {
        OutputLocation.requireNoResult(
            "--fix-splits", checks.fixedSplits().get(), request.out(), WorkFolder.NAMES);
      }
      Dataset dataset = ScannedDataset.scan(request.dataset(), request.scan(), listener);
      request.labels().require(dataset, request.scan().classes());
      List<Finding> differences =
          DatasetChecks.compareLabels(dataset, request.dataset(), request.scan().reading(), checks);
      requireTrainingSplit(dataset);
      requireFixedSize();
      String identity = FinishedRun.identity(request, dataset, checks);
      WorkFolder work = WorkFolder.open(request.out(), identity, request.existing());
      try {
        RunReport report =
            run(
                dataset,
                RunIdentity.withChecks(identity, request, checks),
                differences,
                work,
                start);
        work.delete();
        return report;
      } catch (RunException e) {
        work.abandon(e.resumable());
        throw e;
      } catch (IOException | DeviceException | RuntimeException | Error e) {
        work.abandon(true);
        throw e;
      }
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e, request.out()), e);
    }
  }

  private RunInputs inputs() {
    return inputs
        .with(request.scan().tables())
        .with(checks.secondLabels())
        .with(request.settings().patients().secret());
  }

  private RunReport run(
      Dataset dataset, String identity, List<Finding> differences, WorkFolder work, long start)
      throws IOException, RunException, DeviceException {
    try (Journal journal = new Journal(work.journal(), dataset.samples().size());
        PixelSpool spool = new PixelSpool(work.spool());
        SignatureFile signatures = new SignatureFile(work.spool())) {
      long resumed = journal.done();
      DatasetPass reading =
          new DatasetPass(
              dataset,
              device,
              decoders,
              request.pipeline().rendering(),
              request.pipeline().stages(),
              request.settings(),
              journal,
              Optional.of(spool),
              listener);
      if (checks.extent() == CheckExtent.DATASET) {
        reading.comparing(signatures);
      }
      reading.run();
      Optional<TrainStatistics> statistics = TrainStatistics.of(dataset, journal);
      Pipeline resolved = resolve(statistics, dataset, journal);
      Tally tally;
      Optional<CorrectedSplits> splits;
      try (FinishedPass pass = FinishedPass.read(dataset, journal, work.spool())) {
        DatasetChecks found =
            DatasetChecks.run(
                pass,
                signatures,
                new DecodedPixels(
                    dataset, decoders, request.pipeline().rendering(), request.settings()),
                request.settings(),
                checks,
                listener);
        found.findings().addAll(0, differences);
        splits = found.splits();
        tally =
            new PreprocessResults(request, device, decoders, checks, command, listener)
                .write(work.results(), identity, pass, spool, resolved, statistics, found);
      }
      List<Path> results = new ArrayList<>(work.publish());
      splits.map(CorrectedSplits::file).ifPresent(results::add);
      return new RunReport(
          dataset.layout(),
          dataset.classes(),
          tally,
          statistics,
          device.description(),
          request.settings().threads(),
          resumed,
          Duration.ofNanos(System.nanoTime() - start),
          splits,
          results);
    }
  }

  private Pipeline resolve(Optional<TrainStatistics> statistics, Dataset dataset, Journal journal)
      throws RunException, IOException {
    Pipeline pipeline = request.pipeline();
    if (!(pipeline.normalization() instanceof Normalization.OfTrain)) {
      return pipeline;
    }
    Optional<Moments> moments = statistics.flatMap(s -> s.of(pipeline.statisticsOf()).moments());
    if (moments.isEmpty()) {
      throw NoTrainingImage.NORMALIZATION.failure(dataset, journal);
    }
    if (!(moments.get().std() > 0)) {
      throw new RunException(
          "all pixels of the training split have one value, so there is nothing to divide by; see"
              + " xray-gpu validate");
    }
    try {
      return pipeline.withNormalization(
          new Normalization.Fixed(moments.get().mean(), moments.get().std()));
    } catch (IllegalArgumentException e) {
      throw new RunException("the statistics of the training split: " + e.getMessage(), e);
    }
  }

  private void requireTrainingSplit(Dataset dataset) throws RunException {
    if (request.pipeline().normalization() instanceof Normalization.OfTrain
        && !dataset.hasTrainingSplit()) {
      throw ScannedDataset.noTrainingSplit(
          dataset,
          "use --normalize none, --normalize MEAN,STD or --normalize FILE, or name the splits in"
              + " --labels or --splits; validate --fix-splits FILE makes some, for --labels FILE");
    }
  }

  private void requireFixedSize() throws RunException {
    if (request.format() == OutputFormat.NPY && request.pipeline().resize().isEmpty()) {
      throw new RunException(
          "an array needs images of one size: add a resize stage, or use --format png"
              + " or webdataset");
    }
  }
}
