package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.RecordedPipeline;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pipeline.json}: what was done, by which versions, on what. */
final class PipelineFile {
  /** The file's name, and the mark of a finished run: it is published last. */
  static final String NAME = "pipeline.json";

  private PipelineFile() {}

  /**
   * Writes the file.
   *
   * @param run names the run exactly, as {@link RunIdentity} does
   * @param resolved the pipeline with the numbers of the training split in place
   */
  static void write(
      Path folder,
      PreprocessRun.Request request,
      Dataset dataset,
      String run,
      Pipeline resolved,
      CheckExtent checks,
      DeviceDescription device,
      Decoders decoders)
      throws IOException {
    OutputFormat format = request.format();
    PassSettings settings = request.settings();
    ObjectNode root = JsonMapper.shared().createObjectNode();
    // Each picture keeps the depth of its image.
    RecordedPipeline.put(root, request.pipeline(), resolved, format != OutputFormat.PNG);
    root.put("format", format.toString());
    if (format == OutputFormat.WEBDATASET) {
      root.put("shard-size", request.shardSize());
    }
    if (!request.scan().classes().isAll()) {
      ArrayNode classes = root.putArray("classes");
      request.scan().classes().names().forEach(classes::add);
    }
    if (dataset.labelSets().isPresent() && format != OutputFormat.PNG) {
      LabelsFile.putPolicy(root, request.labels(), dataset.classes());
    }
    root.put("on-invalid", settings.onInvalid().toString());
    root.put("checks", checks.toString());
    ObjectNode limits = root.putObject("limits");
    limits.put("max-pixels", settings.limits().maxPixels());
    limits.put("max-file-bytes", settings.limits().maxFileBytes());
    ObjectNode thresholds = root.putObject("thresholds");
    thresholds.put("smallest-side", settings.thresholds().smallestSide());
    thresholds.put("small-side", settings.thresholds().smallSide());
    thresholds.put("black-mean", settings.thresholds().blackMean());
    ObjectNode program = root.putObject("program");
    program.put("name", ProgramVersion.NAME);
    program.put("version", ProgramVersion.current());
    ArrayNode libraries = root.putArray("libraries");
    decoders.libraries().forEach(libraries::add);
    ObjectNode on = root.putObject("device");
    on.put("name", device.provider());
    on.put("hardware", device.hardware());
    on.put("software", device.software());
    root.put("run", run);
    ArrayNode results = root.putArray("results");
    ObjectNode contents = root.putObject("contents");
    for (String name : WorkFolder.RESULT_NAMES) {
      if (Files.exists(folder.resolve(name))) {
        WrittenResults written = WrittenResults.at(folder.resolve(name));
        results.add(name);
        contents.putObject(name).put("files", written.files()).put("bytes", written.bytes());
      }
    }
    results.add(NAME); // it comes last, and its own length is not known yet
    Files.writeString(folder.resolve(NAME), JsonText.pretty(root));
  }

  /**
   * Names of a finished run's results in an output folder; none if there is no such file or
   * somebody else wrote it.
   */
  static List<String> resultsIn(Path out) throws IOException {
    List<String> names = new ArrayList<>();
    read(out).path("results").forEach(name -> names.add(name.asString("")));
    return names;
  }

  /**
   * The results of a finished run that are not as they were written: gone, or of another number of
   * files or bytes.
   */
  static List<String> changedIn(Path out) throws IOException {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : read(out).path("contents").properties()) {
      JsonNode wanted = entry.getValue();
      WrittenResults found = WrittenResults.at(out.resolve(entry.getKey()));
      if (found.files() != wanted.path("files").asLong(-1)
          || found.bytes() != wanted.path("bytes").asLong(-1)) {
        changed.add(entry.getKey());
      }
    }
    return changed;
  }

  /** Names a finished run in an output folder exactly; empty if there is none that does. */
  static String runIn(Path out) throws IOException {
    return read(out).path("run").asString("");
  }

  // Nothing if there is no such file, or somebody else wrote it.
  private static JsonNode read(Path out) throws IOException {
    Path file = out.resolve(NAME);
    if (Files.isRegularFile(file)) {
      try {
        JsonNode root = JsonMapper.shared().readTree(file.toFile());
        if (root.path("program").path("name").asString("").equals(ProgramVersion.NAME)) {
          return root;
        }
      } catch (JacksonException e) {
        return MissingNode.getInstance(); // whatever it is, it is not ours
      }
    }
    return MissingNode.getInstance();
  }
}
