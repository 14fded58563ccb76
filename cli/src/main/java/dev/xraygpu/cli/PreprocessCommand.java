package dev.xraygpu.cli;

import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.DatasetCheckOptions;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunInputs;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.Shards;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole job. */
@Command(
    name = "preprocess",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Checks a dataset, computes statistics of its training split, and writes every usable image"
            + " as an array a model can read, in one pass.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu preprocess chest_xray --out arrays",
      "      letterbox to 224x224, median 3, CLAHE 2.0, normalised by the training split's",
      "      statistics: arrays/train/images.npy, labels.npy, ..., manifest.csv, findings.csv",
      "  xray-gpu preprocess chest_xray --out raw --normalize none --dtype uint8",
      "      the processed pixels themselves",
      "  xray-gpu preprocess chest_xray --out big --size 512 --denoise none --clahe 3:16x16",
      "  xray-gpu preprocess images --labels labels.csv --out pictures --format png",
      "  xray-gpu preprocess images --labels labels.csv --out shards --format webdataset",
      "  xray-gpu preprocess chest_xray --out 320 --size 320 --checks files",
      "      arrays of another size, where the findings are known from the first run",
      "  xray-gpu preprocess hospital_b --out b --pipeline arrays/pipeline.json",
      "      another dataset, prepared and normalised like the one a model was trained on",
    })
final class PreprocessCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin DatasetOptions dataset;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results; created if needed.")
  Path out;

  @Mixin DeviceOption device;
  @Mixin PipelineOptions pipeline;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "npy (default): one array per split; png: one picture per image; webdataset: tar archives"
              + " for reading in sequence.")
  String format = "npy";

  @Option(
      names = "--shard-size",
      paramLabel = "N",
      description = "Images in an archive of --format webdataset, at most; default 1000.")
  @Nullable Integer shardSize;

  @Mixin LabelPolicyOptions labels;

  @Option(
      names = "--on-invalid",
      paramLabel = "WHAT",
      description =
          "What becomes of samples that cannot be used: drop (default) leaves them out; flag keeps"
              + " those that have pixels; fail ends the run.")
  String onInvalid = "drop";

  @Option(
      names = "--checks",
      paramLabel = "EXTENT",
      description =
          "dataset (default): also copies by what they show, images unlike the others, differences"
              + " between classes and splits, with a report; files: what each file, names and"
              + " tables tell, which takes less time.")
  String extent = "dataset";

  @Mixin FindingOptions findings;
  @Mixin CheckOptions checks;
  @Mixin PassOptions pass;

  @Option(
      names = "--resume",
      description = "Go on with an interrupted run; a finished one needs nothing.")
  boolean resume;

  @Option(names = "--overwrite", description = "Replace the results of an earlier run.")
  boolean overwrite;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  PreprocessCommand() {}

  @Override
  public Integer call() throws Exception {
    if (resume && overwrite) {
      throw new ParameterException(
          spec.commandLine(), "--resume and --overwrite exclude each other");
    }
    OutputFormat outputFormat = StageText.constant(OutputFormat.class, "--format", format);
    CheckExtent checked = StageText.constant(CheckExtent.class, "--checks", extent);
    if (checked == CheckExtent.FILES && checks.fixedSplits != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--fix-splits keeps copies of an image in one split, and --checks files does not look for"
              + " them: leave one of the two out");
    }
    DatasetCheckOptions checking = checks.options(checked, spec);
    OnInvalid invalid = StageText.constant(OnInvalid.class, "--on-invalid", onInvalid);
    if (outputFormat == OutputFormat.PNG && pipeline.asksToNormalize()) {
      throw pngHoldsPixels();
    }
    Pipeline resolved = pipeline.resolve(defaults(outputFormat));
    if (outputFormat == OutputFormat.PNG
        && !(resolved.normalization() instanceof Normalization.None)) {
      throw pngHoldsPixels();
    }
    if (shardSize != null && outputFormat != OutputFormat.WEBDATASET) {
      throw new ParameterException(
          spec.commandLine(), "--shard-size is for --format webdataset alone");
    }
    if (shardSize != null && shardSize < 1) {
      throw new ParameterException(
          spec.commandLine(), "--shard-size must be at least 1, not " + shardSize);
    }
    if (outputFormat == OutputFormat.PNG && pipeline.dtypeGiven()) {
      throw new ParameterException(
          spec.commandLine(), "--format png keeps the depth of each image: leave --dtype out");
    }
    PreprocessRun.Request request =
        new PreprocessRun.Request(
            dataset.root,
            dataset.scan(spec),
            out,
            resolved,
            outputFormat,
            findings.apply(pass.settings(invalid, spec), spec),
            existing(),
            shardSize == null ? Shards.DEFAULT_SIZE : shardSize,
            labels.policy(outputFormat, spec));
    PrintWriter err = spec.commandLine().getErr();
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      RunListener progress =
          new RoomForAnalysis(new Progress(err, () -> DeviceOption.announce(chosen, err)));
      PreprocessRun run =
          new PreprocessRun(request, opened, Decoders.load(), progress, CommandText.of(spec))
              .checking(checking)
              .havingRead(new RunInputs(pipeline.files()).with(findings.configuration()));
      ReportText text =
          new ReportText(spec.commandLine().getOut(), json, request.settings().rules());
      if (run.isFinished()) {
        text.finishedBefore(out);
        return CommandLine.ExitCode.OK;
      }
      RunReport report = StopNotice.around(run, err, overwrite);
      text.preprocess(report, checked, resolved, outputFormat, out);
      return report.tally().nothingKept() ? ExitCodes.UNUSABLE_DATA : CommandLine.ExitCode.OK;
    }
  }

  // PNG files hold pixels, so there the normalisation's default is none.
  private static Pipeline defaults(OutputFormat format) {
    Pipeline tutorial = Pipeline.tutorial();
    if (format != OutputFormat.PNG) {
      return tutorial;
    }
    return new Pipeline(
        tutorial.stages(), new Normalization.None(), tutorial.statisticsOf(), ElementType.UINT8);
  }

  private ParameterException pngHoldsPixels() {
    return new ParameterException(
        spec.commandLine(),
        "--format png holds pixels, not normalised values: add --normalize none");
  }

  private ExistingResults existing() {
    if (resume) {
      return ExistingResults.RESUME;
    }
    return overwrite ? ExistingResults.OVERWRITE : ExistingResults.REFUSE;
  }
}
