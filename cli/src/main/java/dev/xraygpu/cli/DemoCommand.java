package dev.xraygpu.cli;

import dev.xraygpu.bench.phantom.ExistingFiles;
import dev.xraygpu.bench.phantom.PhantomDataset;
import dev.xraygpu.bench.phantom.PhantomDatasetOptions;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.Folders;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole job on a dataset that it makes itself. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Makes a small dataset of synthetic chest X-rays with planted faults, and runs the whole"
            + " job on it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu demo                 into ./xray-gpu-demo",
      "  xray-gpu demo --out /tmp/d    into /tmp/d: /tmp/d/data, /tmp/d/results",
    })
final class DemoCommand implements Callable<Integer> {
  /** Says that a folder was made by this command, which alone may replace it. */
  private static final String MARK = ".xray-gpu-demo";

  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the dataset and its results (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("xray-gpu-demo");

  @Mixin DeviceOption device;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PassSettings settings = PassSettings.defaults();
    Path data = out.resolve("data");
    Path results = out.resolve("results");
    DeviceSelection.Chosen chosen = device.open();
    DeviceOption.announce(chosen, err);
    try (Device opened = chosen.device()) {
      prepareFolder();
      err.printf(Locale.ROOT, "Making a sample dataset in %s ...%n", data);
      err.flush();
      PhantomDataset phantoms = makeDataset(data, settings.threads());
      err.printf(
          Locale.ROOT,
          "%d synthetic X-rays and %d planted faults. The same as: xray-gpu preprocess %s --out"
              + " %s%n%n",
          phantoms.images().size(),
          phantoms.faults().size(),
          data,
          results);
      err.flush();
      PreprocessRun.Request request =
          new PreprocessRun.Request(
              data,
              ScanOptions.DEFAULT,
              results,
              Pipeline.tutorial(),
              OutputFormat.NPY,
              settings,
              ExistingResults.OVERWRITE);
      RunReport report =
          new PreprocessRun(
                  request,
                  opened,
                  Decoders.load(),
                  new Progress(spec.commandLine().getErr(), () -> {}),
                  "xray-gpu preprocess " + data + " --out OUT")
              .run();
      PrintWriter to = spec.commandLine().getOut();
      new ReportText(to, false)
          .preprocess(report, CheckExtent.DATASET, request.pipeline(), request.format(), results);
      to.printf(
          Locale.ROOT,
          "%nLoad them:%n  python3 -c \"import numpy as np; x = np.load('%s', mmap_mode='r');"
              + " print(x.shape, x.dtype)\"%n",
          results.resolve("train").resolve("images.npy"));
      to.flush();
    }
    return 0;
  }

  // A second demo replaces the first, and nothing else.
  private void prepareFolder() throws RunException {
    Path mark = out.resolve(MARK);
    try {
      if (Files.exists(out) && !Files.exists(mark) && !isEmptyFolder()) {
        throw new RunException(
            out + " exists and is not an earlier demo; choose another folder with --out");
      }
      Files.createDirectories(out);
      if (!Files.exists(mark)) {
        Files.createFile(mark);
      }
      Folders.deleteTree(out.resolve("data"));
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e, out), e);
    }
  }

  private boolean isEmptyFolder() throws IOException {
    if (!Files.isDirectory(out)) {
      return false;
    }
    try (var children = Files.list(out)) {
      return children.findAny().isEmpty();
    }
  }

  private static PhantomDataset makeDataset(Path data, int threads)
      throws RunException, InterruptedException {
    try {
      return PhantomDataset.write(
          data, PhantomDatasetOptions.demonstration(threads).withExisting(ExistingFiles.REFUSE));
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e, data), e);
    }
  }
}
