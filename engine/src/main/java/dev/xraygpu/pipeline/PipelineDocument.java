package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A pipeline as a document, in YAML (which JSON is a part of):
 *
 * <pre>
 * render: {window: 1, depth: file, frame: all}
 * stages:
 *   - resize: {size: 224x224, fit: letterbox, interpolation: linear}
 *   - median: {kernel: 3}
 *   - clahe: {clip-limit: 2.0, tiles: 8x8}
 * normalize: train            # or none, or {mean: 0.48, std: 0.22}
 * statistics-of: input        # or processed
 * dtype: float32              # or float16, uint8, uint16
 * </pre>
 */
public final class PipelineDocument {
  private static final long MAX_BYTES = 1 << 20;

  /** The key of the element type. */
  public static final String DTYPE = "dtype";

  private static final String RENDER = "render";
  private static final String STAGES = "stages";
  private static final String NORMALIZE = "normalize";
  private static final String STATISTICS_OF = "statistics-of";

  private PipelineDocument() {}

  /**
   * Reads a file. Keys that are left out keep the {@linkplain Pipeline#tutorial() default}.
   *
   * @throws PipelineFormatException if it cannot be read or says something else than a pipeline
   */
  public static Pipeline read(Path file) throws PipelineFormatException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new PipelineFormatException("pipeline file " + file + " is larger than 1 MiB");
      }
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new PipelineFormatException(
          "pipeline file " + file + " cannot be read: " + e.getMessage(), e);
    } catch (PipelineFormatException e) {
      throw new PipelineFormatException("pipeline file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads a document's text. */
  public static Pipeline parse(String yaml) throws PipelineFormatException {
    JsonNode root;
    try {
      root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(yaml);
    } catch (JacksonException e) {
      throw new PipelineFormatException("not YAML: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw new PipelineFormatException("expected keys such as stages and normalize");
    }
    onlyKeys("", root, Set.of(RENDER, STAGES, NORMALIZE, STATISTICS_OF, DTYPE));
    Pipeline defaults = Pipeline.tutorial();
    Rendering rendering = root.has(RENDER) ? rendering(root.get(RENDER)) : defaults.rendering();
    List<Stage> stages = root.has(STAGES) ? stages(root.get(STAGES)) : defaults.stages();
    ElementType dtype =
        root.has(DTYPE)
            ? StageText.constant(ElementType.class, DTYPE, text(DTYPE, root.get(DTYPE)))
            : defaults.dtype();
    StatisticsOf statisticsOf =
        root.has(STATISTICS_OF)
            ? StageText.constant(
                StatisticsOf.class, STATISTICS_OF, text(STATISTICS_OF, root.get(STATISTICS_OF)))
            : defaults.statisticsOf();
    Normalization normalization =
        root.has(NORMALIZE) ? normalization(root.get(NORMALIZE)) : defaults.normalization();
    try {
      return new Pipeline(rendering, stages, normalization, statisticsOf, dtype);
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Rendering rendering(JsonNode keys) throws PipelineFormatException {
    onlyKeys(RENDER, keys, Set.of("window", "depth", "frame"));
    return new Rendering(
        WindowChoice.parse("render.window", string(RENDER, keys, "window", "1")),
        DecodedDepth.parse("render.depth", string(RENDER, keys, "depth", "file")),
        FrameChoice.parse("render.frame", string(RENDER, keys, "frame", "all")));
  }

  private static List<Stage> stages(JsonNode list) throws PipelineFormatException {
    if (!list.isArray()) {
      throw new PipelineFormatException("stages: expected a list");
    }
    List<Stage> stages = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isObject() || item.size() != 1) {
        throw new PipelineFormatException(
            "stages[" + stages.size() + "]: expected one stage such as 'median: {kernel: 3}'");
      }
      String name = item.propertyNames().iterator().next();
      try {
        stages.add(stage(name, item.get(name)));
      } catch (IllegalArgumentException e) {
        throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
      }
    }
    return stages;
  }

  private static Stage stage(String name, JsonNode keys) throws PipelineFormatException {
    switch (name) {
      case "crop" -> {
        onlyKeys(name, keys, Set.of("region", "margin"));
        return new Crop(
            StageText.constant(
                Crop.Region.class, "crop.region", string(name, keys, "region", "border")),
            number(name, keys, "margin", Crop.DEFAULT_MARGIN));
      }
      case "mask-artifacts" -> {
        onlyKeys(name, keys, Set.of("action"));
        return new MaskArtifacts(
            StageText.constant(
                MaskArtifacts.Action.class,
                "mask-artifacts.action",
                string(name, keys, "action", "fill")));
      }
      case "resize" -> {
        onlyKeys(name, keys, Set.of("size", "fit", "interpolation"));
        return new Resize(
            StageText.size("resize.size", string(name, keys, "size", "224")),
            StageText.constant(Fit.class, "resize.fit", string(name, keys, "fit", "letterbox")),
            StageText.constant(
                Interpolation.class,
                "resize.interpolation",
                string(name, keys, "interpolation", "linear")));
      }
      case "median" -> {
        onlyKeys(name, keys, Set.of("kernel"));
        return new MedianBlur(integer(name, keys, "kernel", 3));
      }
      case "bilateral" -> {
        onlyKeys(name, keys, Set.of("diameter", "sigma-color", "sigma-space"));
        return new BilateralFilter(
            integer(name, keys, "diameter", 5),
            number(name, keys, "sigma-color", 50),
            number(name, keys, "sigma-space", 50));
      }
      case "clahe" -> {
        onlyKeys(name, keys, Set.of("clip-limit", "tiles"));
        return new Clahe(
            number(name, keys, "clip-limit", 2.0),
            StageText.size("clahe.tiles", string(name, keys, "tiles", "8x8")));
      }
      case "depth" -> {
        onlyKeys(name, keys, Set.of("bits"));
        int bits = integer(name, keys, "bits", 8);
        if (bits != 8 && bits != 16) {
          throw new PipelineFormatException("depth.bits: expected 8 or 16, not " + bits);
        }
        return new Depth(PixelType.ofBits(bits));
      }
      default ->
          throw new PipelineFormatException(
              "stages: no stage '"
                  + StageText.shown(name)
                  + "'; there are mask-artifacts, crop, resize, median, bilateral, clahe and depth");
    }
  }

  private static Normalization normalization(JsonNode node) throws PipelineFormatException {
    if (node.isObject()) {
      onlyKeys(NORMALIZE, node, Set.of("mean", "std"));
      try {
        return new Normalization.Fixed(
            number(NORMALIZE, node, "mean", Double.NaN),
            number(NORMALIZE, node, "std", Double.NaN));
      } catch (IllegalArgumentException e) {
        throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
      }
    }
    return switch (text(NORMALIZE, node)) {
      case "train" -> new Normalization.OfTrain();
      case "none" -> new Normalization.None();
      default ->
          throw new PipelineFormatException(
              "normalize: expected train, none or {mean: NUMBER, std: NUMBER}, not '"
                  + node.asString("")
                  + "'");
    };
  }

  private static void onlyKeys(String where, JsonNode node, Set<String> known)
      throws PipelineFormatException {
    if (node.isNull()) {
      return;
    }
    if (!node.isObject()) {
      throw new PipelineFormatException(where + ": expected keys " + sorted(known));
    }
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw new PipelineFormatException(
            (where.isEmpty() ? "" : where + ": ")
                + "unknown key '"
                + StageText.shown(key)
                + "'; there are "
                + sorted(known));
      }
    }
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  private static String text(String key, JsonNode node) throws PipelineFormatException {
    if (!node.isString()) {
      throw new PipelineFormatException(key + ": expected a word, not " + StageText.shown(node));
    }
    return node.asString();
  }

  private static String string(String where, JsonNode keys, String key, String fallback)
      throws PipelineFormatException {
    JsonNode value = keys.get(key);
    if (value == null) {
      return fallback;
    }
    if (value.isContainer()) {
      throw new PipelineFormatException(
          where + "." + key + ": expected one value, not " + StageText.shown(value));
    }
    return value.asString();
  }

  private static double number(String where, JsonNode keys, String key, double fallback)
      throws PipelineFormatException {
    JsonNode value = keys.get(key);
    if (value == null) {
      if (Double.isNaN(fallback)) {
        throw new PipelineFormatException(where + ": the key '" + key + "' is missing");
      }
      return fallback;
    }
    if (!value.isNumber()) {
      throw new PipelineFormatException(
          where + "." + key + ": expected a number, not " + StageText.shown(value));
    }
    return value.asDouble();
  }

  private static int integer(String where, JsonNode keys, String key, int fallback)
      throws PipelineFormatException {
    double value = number(where, keys, key, fallback);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new PipelineFormatException(
          where + "." + key + ": expected a whole number, not " + StageText.shown(keys.get(key)));
    }
    return (int) value;
  }

  /** The pipeline as a tree, every value spelled out but those of a usual rendering. */
  public static ObjectNode toTree(Pipeline pipeline) {
    ObjectMapper mapper = JsonMapper.shared();
    ObjectNode root = mapper.createObjectNode();
    if (!pipeline.rendering().equals(Rendering.DEFAULT)) {
      // Left out where it says nothing, so that pipelines keep the fingerprints they had without
      // it.
      ObjectNode render = root.putObject(RENDER);
      render.put("window", pipeline.rendering().window().toString());
      render.put("depth", pipeline.rendering().depth().toString());
      render.put("frame", pipeline.rendering().frames().toString());
    }
    ArrayNode stages = root.putArray(STAGES);
    for (Stage stage : pipeline.stages()) {
      ObjectNode keys = stages.addObject().putObject(stage.name());
      if (stage instanceof Crop crop) {
        keys.put("region", crop.region().toString());
        keys.put("margin", crop.margin());
      } else if (stage instanceof MaskArtifacts mask) {
        keys.put("action", mask.action().toString());
      } else if (stage instanceof Resize resize) {
        keys.put("size", resize.target().toString());
        keys.put("fit", lower(resize.fit()));
        keys.put("interpolation", lower(resize.interpolation()));
      } else if (stage instanceof MedianBlur median) {
        keys.put("kernel", median.kernel());
      } else if (stage instanceof BilateralFilter bilateral) {
        keys.put("diameter", bilateral.diameter());
        keys.put("sigma-color", bilateral.sigmaColor());
        keys.put("sigma-space", bilateral.sigmaSpace());
      } else if (stage instanceof Clahe clahe) {
        keys.put("clip-limit", clahe.clipLimit());
        keys.put("tiles", clahe.tiles().toString());
      } else if (stage instanceof Depth depth) {
        keys.put("bits", depth.type().bits());
      }
    }
    if (pipeline.normalization() instanceof Normalization.Fixed fixed) {
      ObjectNode numbers = root.putObject(NORMALIZE);
      numbers.put("mean", fixed.mean());
      numbers.put("std", fixed.std());
    } else {
      root.put(
          NORMALIZE, pipeline.normalization() instanceof Normalization.OfTrain ? "train" : "none");
    }
    root.put(STATISTICS_OF, pipeline.statisticsOf().toString());
    root.put(DTYPE, pipeline.dtype().toString());
    return root;
  }

  /**
   * A name for exactly this pipeline: the SHA-256 of its document. Two runs with the same
   * fingerprint, program version and input compute the same bytes.
   */
  public static String fingerprint(Pipeline pipeline) {
    return fingerprint(toTree(pipeline));
  }

  /** The SHA-256 of a document, such as one that leaves out what its results do not depend on. */
  public static String fingerprint(ObjectNode document) {
    try {
      byte[] text = document.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
