package dev.xraygpu.cli;

import dev.xraygpu.bench.Activity;
import dev.xraygpu.bench.Benchmark;
import dev.xraygpu.bench.BenchmarkPlan;
import dev.xraygpu.bench.BenchmarkReport;
import dev.xraygpu.bench.DeviceSummary;
import dev.xraygpu.bench.Measurement;
import dev.xraygpu.bench.PeerActivities;
import dev.xraygpu.bench.PeerProcess;
import dev.xraygpu.bench.TransferSyntaxRates;
import dev.xraygpu.bench.TransferSyntaxTable;
import dev.xraygpu.bench.phantom.ExistingFiles;
import dev.xraygpu.bench.phantom.PhantomDataset;
import dev.xraygpu.bench.phantom.PhantomDatasetOptions;
import dev.xraygpu.bench.phantom.PhantomFaults;
import dev.xraygpu.bench.phantom.PhantomSizes;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.run.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How close the whole job comes to the machine's ceiling, and to what others use instead. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Measures reading, decoding (the ceiling), each stage and the whole job, in turn and in one"
            + " run, on a dataset with a training split or on computer-made phantoms.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu bench chest_xray",
      "  xray-gpu bench --synthetic 200 --threads 1,2,4 --html bench.html",
      "  xray-gpu bench chest_xray --threads 2 --peers bench/peers --json > bench.json",
      "  xray-gpu bench dicom --transfer-syntaxes"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int SYNTHETIC_SIDE = 1200;
  private static final long SYNTHETIC_SEED = 1895;

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATASET",
      description = "Folder with images in train, val and test.")
  @Nullable Path dataset;

  @Option(names = "--data", paramLabel = "DIR", description = "The same as DATASET.")
  @Nullable Path data;

  @Option(
      names = "--synthetic",
      paramLabel = "N",
      description = "Instead of a dataset, so many phantoms of 1200 pixels.")
  @Nullable Integer synthetic;

  @Option(
      names = {"--devices", "--device"},
      split = ",",
      paramLabel = "LIST",
      description = "Devices (default: auto).")
  List<String> devices = List.of(DeviceSelection.AUTO);

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "LIST",
      description = "Numbers of workers (default: one per processor).")
  List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "LIST",
      description = "Images in a batch (default: the device's choice).")
  List<Integer> batches = List.of(0);

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "LIST",
      description = "Sizes of the results (default: 224).")
  List<String> sizes = List.of("224");

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Counted rounds, at least 5 (default: ${DEFAULT-VALUE}).")
  int repetitions = 7;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Rounds before them (default: ${DEFAULT-VALUE}).")
  int warmUp = 5;

  @Option(
      names = "--cold",
      description =
          "Measure reading from the disk, too. Drops the system's file cache before each round,"
              + " which takes root's rights on Linux.")
  boolean cold;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description = "Run the Python scripts of a folder in the same rounds, such as bench/peers.")
  @Nullable Path peers;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      description = "Python for the peers (default: ${DEFAULT-VALUE}).")
  String python = "python3";

  @Mixin BenchOutput output;

  @Option(
      names = "--transfer-syntaxes",
      description =
          "Measures instead how fast stored values come out of DICOM files, by transfer syntax.")
  boolean transferSyntaxes;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Existing folder for results that are deleted again; default: temporary files.")
  @Nullable Path scratch;

  private final List<String> notes = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  BenchCommand() {}

  @Override
  public Integer call() throws Exception {
    List<Size> targets = validated();
    if (transferSyntaxes) {
      printTransferSyntaxes();
      return 0;
    }
    output.require(synthetic == null ? Optional.of(named()) : Optional.empty());
    if (scratch != null && !Files.isDirectory(scratch)) {
      throw new RunException("--scratch " + scratch + " is no existing folder; create it first");
    }
    if (peers != null && !Files.isDirectory(peers)) {
      throw new RunException("--peers " + peers + " is no existing folder");
    }
    if (peers != null && PeerProcess.scripts(peers).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--peers "
              + peers
              + " holds no Python script NAME.py to run: give a folder of some, such as bench/peers");
    }
    try (TemporaryFolder temporary =
            scratch == null
                ? TemporaryFolder.make("xray-gpu-bench-", "results that are measured")
                : TemporaryFolder.in(scratch, "xray-gpu-bench-");
        BenchDevices opened = BenchDevices.open(devices, spec.commandLine().getErr())) {
      Path folder = temporary.path();
      Path root = root(folder);
      BenchmarkPlan plan =
          new BenchmarkPlan(root, folder, opened.all(), threads, batches, targets, coldPossible());
      List<Activity> activities = new ArrayList<>(plan.activities());
      if (peers != null) {
        PeerActivities others =
            PeerActivities.find(peers, python, root, plan.firstResults(), threads);
        activities.addAll(others.activities());
        notes.addAll(others.missing());
      }
      Map<String, DeviceMeter> meters = opened.meters();
      List<Measurement> measurements =
          new Benchmark(activities, meters).run(warmUp, repetitions, this::progress, notes::add);
      List<DeviceSummary> summaries = BenchDevices.summaries(meters, notes::add);
      progress("");
      output.write(
          new BenchmarkReport(describe(root, measurements), measurements, notes, summaries),
          spec.commandLine().getOut());
      return ownOf(measurements.stream().map(Measurement::setup))
              == ownOf(activities.stream().map(Activity::setup))
          ? 0
          : 1;
    }
  }

  /** How many are this program's own: those of others may be left out. */
  private static long ownOf(Stream<Activity.Setup> setups) {
    return setups.filter(setup -> setup.kind() != Activity.Kind.PEER).count();
  }

  private void printTransferSyntaxes() throws IOException, RunException {
    Path folder = named();
    if (!Files.isDirectory(folder)) {
      throw new RunException(folder + " is no folder");
    }
    List<TransferSyntaxRates.Rate> rates = TransferSyntaxRates.measure(folder);
    if (rates.isEmpty()) {
      throw new RunException("no DICOM image that can be decoded is in " + folder);
    }
    TransferSyntaxTable.of(rates).forEach(spec.commandLine().getOut()::println);
  }

  private Path named() throws RunException {
    Path folder = dataset != null ? dataset : data;
    if (folder == null) {
      throw new RunException("--transfer-syntaxes needs a folder of DICOM files, not phantoms");
    }
    return folder;
  }

  private List<Size> validated() {
    try {
      for (int count : threads) {
        PassSettings.defaults().withThreads(count);
      }
      for (int batch : batches) {
        PassSettings.defaults().withBatch(batch);
      }
      if (repetitions < 5 || warmUp < 0) {
        throw new IllegalArgumentException("at least 5 repetitions, and no negative --warm-up");
      }
      boolean named = dataset != null || data != null;
      if (named == (synthetic != null) || (dataset != null && data != null)) {
        throw new IllegalArgumentException("name one of DATASET, --data DIR and --synthetic N");
      }
      requirePhantoms();
      if (transferSyntaxes && !output.isPlain()) {
        throw new IllegalArgumentException(
            "--transfer-syntaxes prints a table: leave out --json, --html and --overwrite");
      }
      if (output.overwrite && output.html == null) {
        throw new IllegalArgumentException("--overwrite is for the page of --html: give that, too");
      }
      List<Size> targets = new ArrayList<>();
      for (String size : sizes) {
        targets.add(StageText.size("--size", size));
      }
      return targets;
    } catch (IllegalArgumentException | PipelineFormatException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requirePhantoms() {
    try {
      if (synthetic != null) {
        phantoms(synthetic);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--synthetic: " + e.getMessage(), e);
    }
  }

  private static PhantomDatasetOptions phantoms(int count) {
    return new PhantomDatasetOptions(
        count,
        SYNTHETIC_SEED,
        new PhantomSizes.Fixed(Size.square(SYNTHETIC_SIDE)),
        PhantomFaults.NONE,
        Runtime.getRuntime().availableProcessors(),
        ExistingFiles.REFUSE);
  }

  private Path root(Path folder) throws IOException, InterruptedException, RunException {
    if (synthetic == null) {
      return named();
    }
    progress("making " + synthetic + " phantoms");
    return PhantomDataset.write(folder.resolve("phantoms"), phantoms(synthetic)).root();
  }

  private boolean coldPossible() {
    if (!cold) {
      return false;
    }
    if (BenchmarkPlan.canDropFileCache()) {
      return true;
    }
    notes.add("Reading from a cold disk was not measured: dropping the file cache is not allowed.");
    return false;
  }

  private void progress(String what) {
    PrintWriter err = spec.commandLine().getErr();
    if (Boolean.getBoolean("xraygpu.terminal")) {
      err.printf("\r%-60s%s", what, what.isEmpty() ? "\r" : "");
      err.flush();
    }
  }

  private String describe(Path root, List<Measurement> measurements) {
    Measurement decode =
        measurements.stream()
            .filter(m -> m.setup().kind() == Activity.Kind.DECODING)
            .findFirst()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s: %,d images, %.1f megapixels, %.1f MB",
        synthetic == null ? root.toString() : synthetic + " phantoms",
        decode.work().images(),
        decode.work().pixels() / 1e6,
        decode.work().bytes() / 1e6);
  }
}
