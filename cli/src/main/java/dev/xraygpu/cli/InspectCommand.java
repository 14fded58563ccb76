package dev.xraygpu.cli;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.inspection.FileInspection;
import dev.xraygpu.inspection.SingleImage;
import dev.xraygpu.picture.InspectionPicture;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.run.JsonText;
import dev.xraygpu.run.RunInputs;
import dev.xraygpu.run.StoredValues;
import dev.xraygpu.sink.SingleImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A file, or files of a folder, stage by stage. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Says what is in one file, and draws it after every stage: one picture with histograms, and"
          + " what was found marked.",
      "Of a folder: contact sheets of some of its images, before and after, bad files among"
          + " them.",
      "With --stage: writes the pixels or numbers of that stage instead.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu inspect scan.jpeg                        scan-stages.png in this folder",
      "  xray-gpu inspect scan.dcm --crop lungs --mask-artifacts fill --out scan.png",
      "  xray-gpu inspect scan.dcm --no-picture            only what it says",
      "  xray-gpu inspect scan.dcm --no-picture --json     the same for programs",
      "  xray-gpu inspect chest_xray --limit 96 --sort finding --crop lungs",
      "  xray-gpu inspect scan.jpeg --stage decoded --out decoded.npy",
      "  xray-gpu inspect chest.dcm --stage stored --out stored.npy",
      "  xray-gpu inspect scan.jpeg --stage clahe --out clahe.png",
      "  xray-gpu inspect scan.jpeg --stage normalize --normalize 0.48,0.24 --out x.npy",
    })
final class InspectCommand implements Callable<Integer> {
  private static final int PANEL = 512;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE|FOLDER", description = "An image, or a dataset.")
  Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "X.png for the picture (default: NAME-stages.png in the working folder); with --stage,"
              + " X.npy for the numbers or X.png for a picture of that stage alone.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace an earlier file of that name.")
  boolean overwrite;

  @Option(names = "--no-picture", description = "Only say what is in the file.")
  boolean noPicture;

  @Option(
      names = "--json",
      description = "Of one file: print one JSON object of all that the picture says.")
  boolean json;

  @Option(
      names = "--panel",
      paramLabel = "N",
      description = "Pixels that each stage's picture is wide, from 256 on (default: 512).")
  @Nullable Integer panel;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description =
          "The last stage to run: stored (a DICOM file's own values), decoded, mask, crop,"
              + " resize, denoise, clahe, depth or normalize.")
  @Nullable String stageName;

  @Mixin SheetOptions sheets;
  @Mixin DeviceOption device;
  @Mixin PipelineOptions pipeline;
  @Mixin PassOptions pass;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  InspectCommand() {}

  @Override
  public Integer call()
      throws RunException, DeviceException, PipelineFormatException, DatasetException {
    boolean folder = Files.isDirectory(file);
    if (folder && (stageName != null || noPicture || json || panel != null)) {
      throw usage(
          "--stage, --no-picture, --json and --panel are for one file; " + file + " is a folder");
    }
    if (!folder && sheets.given()) {
      throw usage(
          "--limit, --sort, --labels and --label-... are for a folder; " + file + " is none");
    }
    if (folder) {
      return drawSheets();
    }
    if (Files.notExists(file)) {
      throw new RunException(file + ": there is no such file or folder");
    }
    return stageName == null ? draw() : writeStage(stageName);
  }

  private int drawSheets()
      throws RunException, DeviceException, PipelineFormatException, DatasetException {
    Path target = target("contact-sheet");
    Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
    DecodeRequest request = pass.request(resolved.rendering(), spec);
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      DeviceOption.announce(chosen, spec.commandLine().getErr());
      RunInputs read = new RunInputs(pipeline.files()).with(pass.keyFile());
      sheets.draw(file, target, overwrite, resolved, read, request, opened, spec);
    }
    return 0;
  }

  private Path target(String suffix) {
    Path target = out == null ? OutputFile.besides(file, suffix) : out;
    if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw usage(
          "--out: a picture is X.png, not '" + target + "'; numbers of one stage need --stage");
    }
    return target;
  }

  // An image is an original: it is not to be replaced by what is made of it.
  private void requireKept(Path target) throws RunException {
    new RunInputs(List.of(file))
        .with(pipeline.files())
        .with(pass.keyFile())
        .requireOther("--out", target);
  }

  private int draw() throws RunException, DeviceException, PipelineFormatException {
    if (out != null && noPicture) {
      throw usage("--out and --no-picture exclude each other");
    }
    int side = panel == null ? PANEL : panel;
    if (side < InspectionPicture.SMALLEST_SIDE || side > InspectionPicture.LARGEST_SIDE) {
      throw usage(
          "--panel: "
              + InspectionPicture.SMALLEST_SIDE
              + " to "
              + InspectionPicture.LARGEST_SIDE
              + ", not "
              + side);
    }
    Path target = target("stages");
    if (!noPicture) {
      requireKept(target);
    }
    Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
    DecodeRequest request = pass.request(resolved.rendering(), spec);
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      InspectionText text = new InspectionText(file, spec.commandLine().getOut());
      if (noPicture && !json) {
        SingleImage image =
            SingleImage.process(
                file, resolved.stages(), resolved.faults(), request, opened, Decoders.load());
        DeviceOption.announce(chosen, spec.commandLine().getErr());
        text.image(image, request);
        return 0;
      }
      FileInspection inspection =
          FileInspection.of(file, resolved, request, opened, Decoders.load(), side);
      DeviceOption.announce(chosen, spec.commandLine().getErr());
      if (json) {
        print(inspection, target);
        return 0;
      }
      text.image(inspection.image(), request);
      boolean changed = OutputFile.write(target, inspection.picture(), overwrite);
      text.wrote(target + ", " + inspection.picture().size() + (changed ? "" : ", as before"));
    }
    return 0;
  }

  private void print(FileInspection inspection, Path target) throws RunException {
    if (!noPicture) {
      OutputFile.write(target, inspection.picture(), overwrite);
      inspection.facts().put("picture", target.toString());
    }
    spec.commandLine().getOut().print(JsonText.pretty(inspection.facts()));
    spec.commandLine().getOut().flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int writeStage(String name)
      throws RunException, DeviceException, PipelineFormatException {
    InspectedStage stage = StageText.constant(InspectedStage.class, "--stage", name);
    Path target = out;
    if (target == null) {
      throw usage("--stage needs --out: where to");
    }
    if (noPicture || json || panel != null) {
      throw usage(
          "--no-picture, --json and --panel are for the picture of all stages, without --stage");
    }
    Optional<String> refusal = stage.refusal(target);
    if (refusal.isPresent()) {
      throw usage(refusal.get());
    }
    requireKept(target);
    Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
    DecodeRequest request = pass.request(resolved.rendering(), spec);
    InspectionText text = new InspectionText(file, spec.commandLine().getOut());
    if (stage == InspectedStage.STORED) {
      StoredValues values = StoredValues.open(file, request);
      boolean changed = OutputFile.write(target, overwrite, values::write);
      text.stored(values);
      text.wrote(target + (changed ? "" : ", as before"));
      return 0;
    }
    List<Stage> stages;
    try {
      stages = stage.of(resolved);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      FaultChoices faults = stage == InspectedStage.DECODED ? FaultChoices.NONE : resolved.faults();
      SingleImage image =
          SingleImage.process(file, stages, faults, request, opened, Decoders.load());
      boolean changed = write(stage, image, resolved, target);
      DeviceOption.announce(chosen, spec.commandLine().getErr());
      text.image(image, request);
      text.wrote(target + ", " + image.result().size() + (changed ? "" : ", as before"));
    }
    return 0;
  }

  private boolean write(InspectedStage stage, SingleImage image, Pipeline resolved, Path target)
      throws RunException {
    if (stage == InspectedStage.NORMALIZE
        && resolved.normalization() instanceof Normalization.OfTrain) {
      throw usage(
          "one file has no training split: add --normalize MEAN,STD, the statistics.json of a run,"
              + " or none");
    }
    return OutputFile.write(
        target,
        overwrite,
        file -> {
          if (stage == InspectedStage.NORMALIZE) {
            SingleImageFile.writeElements(
                file, image.result(), resolved.dtype(), resolved.normalization());
          } else {
            SingleImageFile.writePixels(file, image.result());
          }
        });
  }
}
