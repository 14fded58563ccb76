package dev.xraygpu.cli;

import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.run.FileFailure;
import dev.xraygpu.run.RunException;
import dev.xraygpu.run.SingleImage;
import dev.xraygpu.run.StoredValues;
import dev.xraygpu.sink.SingleImageFile;
import java.io.IOException;
import java.io.PrintWriter;
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

/** One file, stage by stage. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Says what is in one file, and writes what any stage makes of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu inspect scan.jpeg",
      "  xray-gpu inspect scan.jpeg --stage decoded --out decoded.npy",
      "  xray-gpu inspect chest.dcm --stage stored --out stored.npy",
      "  xray-gpu inspect scan.jpeg --stage clahe --out clahe.png",
      "  xray-gpu inspect scan.jpeg --stage normalize --normalize 0.48,0.24 --out x.npy",
    })
final class InspectCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An image.")
  Path file;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description =
          "The last stage to run: stored (a DICOM file's own values), decoded, mask, crop,"
              + " resize, denoise, clahe, depth or normalize.")
  @Nullable String stageName;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "X.npy for the numbers, X.png for a picture.")
  @Nullable Path out;

  @Mixin DeviceOption device;
  @Mixin PipelineOptions pipeline;
  @Mixin PassOptions pass;

  /** What can be looked at. */
  enum InspectedStage {
    STORED,
    DECODED,
    MASK,
    CROP,
    RESIZE,
    DENOISE,
    CLAHE,
    DEPTH,
    NORMALIZE
  }

  private @Nullable InspectedStage stage;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  InspectCommand() {}

  @Override
  public Integer call() throws RunException, DeviceException, PipelineFormatException {
    if (stageName != null) {
      stage = StageText.constant(InspectedStage.class, "--stage", stageName);
    }
    if ((stage == null) != (out == null)) {
      throw new ParameterException(
          spec.commandLine(), "--stage and --out belong together: which stage, and where to");
    }
    if (out != null) {
      requireKnownExtension(out);
    }
    Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
    if (stage == InspectedStage.STORED && out != null) {
      return writeStored(out, pass.request(resolved.rendering(), spec));
    }
    List<Stage> stages = stages(resolved);
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      DecodeRequest request = pass.request(resolved.rendering(), spec);
      SingleImage image = SingleImage.process(file, stages, request, opened, Decoders.load());
      if (out != null) {
        write(image, resolved, out);
      }
      DeviceOption.announce(chosen, spec.commandLine().getErr());
      print(image, request, spec.commandLine().getOut());
    }
    return 0;
  }

  private List<Stage> stages(Pipeline resolved) {
    InspectedStage last = stage;
    if (last == null) {
      return List.of();
    }
    try {
      return switch (last) {
        case STORED, DECODED -> List.of();
        case MASK -> resolved.upTo(Stage.Kind.MASK).stages();
        case CROP -> resolved.upTo(Stage.Kind.CROP).stages();
        case RESIZE -> resolved.upTo(Stage.Kind.RESIZE).stages();
        case DENOISE -> resolved.upTo(Stage.Kind.DENOISE).stages();
        case CLAHE -> resolved.upTo(Stage.Kind.CLAHE).stages();
        case DEPTH -> resolved.upTo(Stage.Kind.DEPTH).stages();
        case NORMALIZE -> resolved.stages();
      };
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void write(SingleImage image, Pipeline resolved, Path target) throws RunException {
    if (stage == InspectedStage.NORMALIZE
        && resolved.normalization() instanceof Normalization.OfTrain) {
      throw new ParameterException(
          spec.commandLine(),
          "one file has no training split: add --normalize MEAN,STD, the statistics.json of a run,"
              + " or none");
    }
    try {
      if (stage == InspectedStage.NORMALIZE) {
        SingleImageFile.writeElements(
            target, image.result(), resolved.dtype(), resolved.normalization());
      } else {
        SingleImageFile.writePixels(target, image.result());
      }
    } catch (IOException e) {
      throw new RunException("--out " + FileFailure.describe(e), e);
    }
  }

  private int writeStored(Path target, DecodeRequest request) throws RunException {
    StoredValues values = StoredValues.open(file, request);
    values.write(target);
    PrintWriter to = spec.commandLine().getOut();
    to.printf(Locale.ROOT, "%s%n", file);
    printHeader(values, to);
    to.printf(Locale.ROOT, "  wrote     %s%n", target);
    to.flush();
    return 0;
  }

  private static void printHeader(StoredValues values, PrintWriter to) throws RunException {
    values.summary().forEach((label, value) -> to.printf(Locale.ROOT, "  %-9s %s%n", label, value));
  }

  private void requireKnownExtension(Path target) {
    String name = target.toString().toLowerCase(Locale.ROOT);
    boolean png = name.endsWith(".png");
    if (!png && !name.endsWith(".npy")) {
      throw new ParameterException(
          spec.commandLine(), "--out: expected X.npy or X.png, not '" + target + "'");
    }
    if (png && stage == InspectedStage.STORED) {
      throw new ParameterException(
          spec.commandLine(), "a PNG has no sign and no 32 bits: use --out X.npy");
    }
    if (png && stage == InspectedStage.NORMALIZE) {
      throw new ParameterException(
          spec.commandLine(), "a PNG cannot hold normalised values: use --out X.npy");
    }
  }

  private void print(SingleImage image, DecodeRequest request, PrintWriter to) throws RunException {
    to.printf(Locale.ROOT, "%s%n", file);
    to.printf(
        Locale.ROOT,
        "  format    %s, %s%n",
        image.header().format().title(),
        image.header().detail());
    to.printf(
        Locale.ROOT,
        "  size      %s, %d bit%s%n",
        image.header().size(),
        image.header().pixelType().bits(),
        image.header().orientation() == 1
            ? ""
            : ", EXIF orientation " + image.header().orientation() + " applied");
    if (image.header().format() == ImageFormat.DICOM) {
      printHeader(StoredValues.open(file, request), to);
    }
    if (image.frames() > 1) {
      to.printf(Locale.ROOT, "  frames    %d%n", image.frames());
    }
    for (String column : AcquisitionColumns.NAMES) {
      if (image.acquisition().containsKey(column)) {
        to.printf(Locale.ROOT, "  %-9s %s%n", column, image.acquisition().get(column));
      }
    }
    to.printf(
        Locale.ROOT,
        "  mean      %.3f of %d%n",
        image.input().mean(),
        image.header().pixelType().maxValue());
    to.printf(Locale.ROOT, "  sha256    %s%n", image.sha256());
    for (Finding finding : image.findings()) {
      to.printf(
          Locale.ROOT, "  %-9s %s: %s%n", finding.severity(), finding.code(), finding.message());
    }
    if (out != null) {
      to.printf(Locale.ROOT, "  wrote     %s, %s%n", out, image.result().size());
    }
    to.flush();
  }
}
