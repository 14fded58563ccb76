package dev.xraygpu.cli;

import dev.xraygpu.bench.Spread;
import dev.xraygpu.bench.TransferSyntaxRates;
import dev.xraygpu.bench.WholeJobBenchmark;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.run.Folders;
import dev.xraygpu.run.PassSettings;
import dev.xraygpu.run.RunException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How close the whole job comes to decoding alone. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Measures decoding alone and the whole job in turn, on a dataset with a training split.",
    footerHeading = "%nExample:%n",
    footer = {
      "  xray-gpu bench chest_xray --threads 2 --repetitions 9",
      "  xray-gpu bench dicom --transfer-syntaxes"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Folder with images in train, val and test.")
  Path root;

  @Mixin DeviceOption device;

  @Option(names = "--threads", paramLabel = "N", description = "Workers of both.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Counted rounds (default: ${DEFAULT-VALUE}).")
  int repetitions = 7;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Rounds before them (default: ${DEFAULT-VALUE}).")
  int warmUp = 5;

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

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  BenchCommand() {}

  @Override
  public Integer call() throws Exception {
    if (transferSyntaxes) {
      if (!Files.isDirectory(root)) {
        throw new RunException(root + " is no folder");
      }
      print(spec.commandLine().getOut(), TransferSyntaxRates.measure(root));
      return 0;
    }
    PassSettings settings = settings();
    if (scratch != null && !Files.isDirectory(scratch)) {
      throw new RunException("--scratch " + scratch + " is no existing folder; create it first");
    }
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      measure(opened, chosen, settings);
    }
    return 0;
  }

  private PassSettings settings() {
    try {
      return PassSettings.defaults().withThreads(threads);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void measure(Device opened, DeviceSelection.Chosen chosen, PassSettings settings)
      throws Exception {
    Path folder =
        scratch == null
            ? Files.createTempDirectory("xray-gpu-bench-")
            : Files.createTempDirectory(scratch, "xray-gpu-bench-");
    try {
      DeviceOption.announce(chosen, spec.commandLine().getErr());
      WholeJobBenchmark.Result result =
          new WholeJobBenchmark(root, folder.resolve("out"), opened, settings)
              .run(Math.max(0, warmUp), Math.max(1, repetitions));
      print(spec.commandLine().getOut(), result, opened.description().provider());
      printSteps(spec.commandLine().getOut(), opened.stageTimes());
    } finally {
      Folders.deleteTree(folder);
    }
  }

  private void print(PrintWriter out, WholeJobBenchmark.Result result, String name) {
    out.printf(
        Locale.ROOT,
        "%,d images, %.1f megapixels, %d threads, device %s%n",
        result.images(),
        result.pixels() / 1e6,
        threads,
        name);
    print(out, "decoding, OpenCV", "%7.1f", result.libraryDecodeRate(), " images/s");
    print(out, "decoding", "%7.1f", result.decodeRate(), " images/s");
    print(out, "whole job", "%7.1f", result.jobRate(), " images/s");
    print(out, "job / OpenCV's decoding", "%7.3f", result.fractionOfLibraryDecode(), "");
    print(out, "job / decoding", "%7.3f", result.fractionOfDecode(), "");
    out.flush();
  }

  // By the device's own clock, over all rounds and lanes: more than the time that passed where
  // steps
  // of several lanes overlap.
  private static void printSteps(PrintWriter out, List<StageTimes.StageTime> steps) {
    for (StageTimes.StageTime step : steps) {
      out.printf(
          Locale.ROOT,
          "%-23s %7.4f ms/image   (%,.1f ms for %,d images)%n",
          step.step(),
          step.milliseconds() / step.images(),
          step.milliseconds(),
          step.images());
    }
    out.flush();
  }

  private static void print(PrintWriter out, List<TransferSyntaxRates.Rate> rates)
      throws RunException {
    if (rates.isEmpty()) {
      throw new RunException("no DICOM image that can be decoded is in this folder");
    }
    out.printf(Locale.ROOT, "one thread; header and first frame, from memory; median (range)%n");
    for (TransferSyntaxRates.Rate rate : rates) {
      Spread time = rate.milliseconds();
      out.printf(
          Locale.ROOT,
          "%-24s %9s x%d %2d bit %8d bytes %8.2f ms (%.2f to %.2f) %7.1f megapixels/s  %s%n",
          rate.syntax().uid(),
          rate.layout().size(),
          rate.layout().samples(),
          rate.layout().bitsStored(),
          rate.fileBytes(),
          time.median(),
          time.min(),
          time.max(),
          rate.megapixelsPerSecond(),
          rate.syntax().title());
    }
    out.flush();
  }

  private static void print(
      PrintWriter out, String what, String number, Spread spread, String unit) {
    out.printf(
        Locale.ROOT,
        "%-23s " + number + "%s   (median; %s to %s)%n",
        what,
        spread.median(),
        unit,
        String.format(Locale.ROOT, number, spread.min()).trim(),
        String.format(Locale.ROOT, number, spread.max()).trim());
  }
}
