package dev.xraygpu.cli;

import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Preset;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.run.StatisticsFile;
import dev.xraygpu.yaml.NearestWord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is done to each image: a file, and options that override it. */
final class PipelineOptions {
  private static final String TRAIN = "train";
  private static final String NONE = "none";

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description =
          "Pipeline in YAML; the pipeline.json of a run, to do the same to other images, with that"
              + " run's mean and standard deviation; or tutorial (default), gentle or none. The"
              + " options below override it.")
  @Nullable Path file;

  @Option(
      names = "--mask-artifacts",
      paramLabel = "ACTION",
      description =
          "Burned-in letters and markers: fill, inpaint or flag (default: none, not looked for).")
  @Nullable String maskArtifacts;

  @Option(
      names = "--crop",
      paramLabel = "REGION",
      description =
          "border, body or lungs, with a margin in per cent such as lungs:5 (default: none).")
  @Nullable String crop;

  @Option(
      names = "--size",
      paramLabel = "N|WxH",
      description = "Size of the results (default: 224).")
  @Nullable String size;

  @Option(
      names = "--resize",
      paramLabel = "FIT",
      description = "letterbox keeps the proportions and pads with black; stretch does not.")
  @Nullable String fit;

  @Option(names = "--interpolation", paramLabel = "NAME", description = "linear (default) or area.")
  @Nullable String interpolation;

  @Option(
      names = "--denoise",
      paramLabel = "FILTER",
      description =
          "median:3 (default), median:5, bilateral:5:50:50, non-local-means:3:7:21 or none.")
  @Nullable String denoise;

  @Option(
      names = "--clahe",
      paramLabel = "LIMIT:TILES",
      description = "Clip limit and tiles (default: 2.0:8x8), or none.")
  @Nullable String clahe;

  @Option(
      names = "--normalize",
      paramLabel = "HOW",
      description =
          "train (default): mean and standard deviation of the training split; MEAN,STD; a"
              + " statistics.json; or none.")
  @Nullable String normalize;

  @Option(
      names = "--statistics-of",
      paramLabel = "WHICH",
      description = "Normalise by the statistics of the input (default) or the processed pixels.")
  @Nullable String statisticsOf;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description =
          "float32 (default), float16, uint8 or uint16; the last two need --normalize none.")
  @Nullable String dtype;

  @Option(
      names = "--on-fault",
      paramLabel = "FAULT=CHOICE",
      description =
          "What becomes of images by their fault, such as too-small=flag,missing-region=impute;"
              + " drop, flag, fail, impute or leave.")
  @Nullable String onFault;

  @Mixin RenderingOptions rendering = new RenderingOptions();

  /** Whether an option names the element type. */
  boolean dtypeGiven() {
    return dtype != null;
  }

  /** Whether an option, rather than a file or a default, asks for normalised values. */
  boolean asksToNormalize() {
    return normalize != null && !normalize.equalsIgnoreCase(NONE);
  }

  /**
   * The pipeline.
   *
   * @param fallback normalisation and element type where neither file nor options say anything
   */
  Pipeline resolve(Pipeline fallback) throws PipelineFormatException, RunException {
    Pipeline base = base(fallback);
    Pipeline stages = overrideResize(base);
    if (maskArtifacts != null) {
      stages = stages.withStage(Stage.Kind.MASK, StageText.maskArtifacts(maskArtifacts));
    }
    if (crop != null) {
      stages = stages.withStage(Stage.Kind.CROP, StageText.crop(crop));
    }
    if (denoise != null) {
      stages = stages.withStage(Stage.Kind.DENOISE, StageText.denoise(denoise));
    }
    if (clahe != null) {
      stages = stages.withStage(Stage.Kind.CLAHE, StageText.clahe(clahe));
    }
    StatisticsOf of =
        statisticsOf == null
            ? base.statisticsOf()
            : StageText.constant(StatisticsOf.class, "--statistics-of", statisticsOf);
    ElementType type =
        dtype == null ? base.dtype() : StageText.constant(ElementType.class, "--dtype", dtype);
    Normalization normalization =
        normalize == null ? base.normalization() : normalization(normalize, of);
    try {
      return new Pipeline(
          rendering.resolve(base.rendering()),
          stages.stages(),
          normalization,
          of,
          type,
          onFault == null
              ? base.faults()
              : base.faults().with(FaultChoices.parse("--on-fault", onFault)));
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The files that the pipeline is read from; none of them may be written over. */
  List<Path> files() {
    List<Path> read = new ArrayList<>();
    if (file != null && Preset.named(file.toString()).isEmpty()) {
      read.add(file);
    }
    // A folder named train is no file that is read: it may be the one with the last results.
    if (normalize != null && !isWord(normalize)) {
      try {
        read.add(Path.of(normalize));
      } catch (InvalidPathException e) {
        return read; // it names no file
      }
    }
    return read;
  }

  private Pipeline base(Pipeline fallback) throws PipelineFormatException {
    Path chosen = file;
    if (chosen == null) {
      return fallback;
    }
    Optional<Preset> preset = Preset.named(chosen.toString());
    // A file of that name in the working folder is still reached as ./gentle.
    if (preset.isEmpty() && Files.notExists(chosen)) {
      List<String> presets = Arrays.stream(Preset.values()).map(Preset::toString).toList();
      throw new PipelineFormatException(
          "--pipeline: no file and no preset is called "
              + NearestWord.amongst(chosen.toString(), presets));
    }
    return preset.isPresent() ? preset.get().pipeline() : PipelineDocument.read(chosen);
  }

  private Pipeline overrideResize(Pipeline base) throws PipelineFormatException {
    if (size == null && fit == null && interpolation == null) {
      return base;
    }
    Resize former = base.resize().orElseGet(() -> Pipeline.tutorial().resize().orElseThrow());
    try {
      Resize changed =
          new Resize(
              size == null ? former.target() : StageText.size("--size", size),
              fit == null ? former.fit() : StageText.constant(Fit.class, "--resize", fit),
              interpolation == null
                  ? former.interpolation()
                  : StageText.constant(Interpolation.class, "--interpolation", interpolation));
      return base.withStage(Stage.Kind.RESIZE, Optional.of(changed));
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Normalization normalization(String text, StatisticsOf of)
      throws PipelineFormatException, RunException {
    if (isWord(text)) {
      return text.equalsIgnoreCase(TRAIN) ? new Normalization.OfTrain() : new Normalization.None();
    }
    String[] numbers = text.split(",", -1);
    if (numbers.length == 2) {
      try {
        return new Normalization.Fixed(
                Double.parseDouble(numbers[0].trim()), Double.parseDouble(numbers[1].trim()))
            .inUnits();
      } catch (NumberFormatException e) {
        throw new PipelineFormatException(
            "--normalize: expected two numbers MEAN,STD between 0 and 1, not '" + text + "'", e);
      } catch (IllegalArgumentException e) {
        throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
      }
    }
    return StatisticsFile.readNormalization(statisticsFile(text), of);
  }

  private static boolean isWord(String normalize) {
    return normalize.equalsIgnoreCase(TRAIN) || normalize.equalsIgnoreCase(NONE);
  }

  private static Path statisticsFile(String text) throws PipelineFormatException {
    String message =
        "--normalize: expected train, none, MEAN,STD or a statistics.json, and there is no file '"
            + text
            + "'";
    try {
      Path file = Path.of(text);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new PipelineFormatException(message, e);
    }
    throw new PipelineFormatException(message);
  }
}
