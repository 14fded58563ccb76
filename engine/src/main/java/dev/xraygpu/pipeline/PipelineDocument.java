package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlDocument;
import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pipeline as a document, in YAML (which JSON is a part of):
 *
 * <pre>
 * render: {window: 1, bits: file, depth: file, frame: all}
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
  /** The key of the element type. */
  public static final String DTYPE = "dtype";

  private static final PipelineFormat FORMAT = new PipelineFormat();

  private PipelineDocument() {}

  /**
   * Reads a file. Keys that are left out keep the {@linkplain Pipeline#tutorial() default}. The
   * {@code pipeline.json} of a run is the pipeline that was run, with the mean and standard
   * deviation that were used.
   *
   * @throws PipelineFormatException if it cannot be read or says something else than a pipeline;
   *     names file, line, column and key
   */
  public static Pipeline read(Path file) throws PipelineFormatException {
    try {
      YamlNode document = YamlDocument.read(file);
      return RecordedPipeline.isThis(document)
          ? RecordedPipeline.read(document, FORMAT)
          : FORMAT.read(document);
    } catch (NoSuchFileException e) {
      throw new PipelineFormatException("pipeline file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new PipelineFormatException(
          "pipeline file " + file + " cannot be read: " + e.getMessage(), e);
    } catch (YamlException e) {
      throw new PipelineFormatException("pipeline file " + file + ", " + e.getMessage(), e);
    }
  }

  /** The pipeline as a tree, every value spelled out but those of a usual rendering. */
  public static ObjectNode toTree(Pipeline pipeline) {
    return FORMAT.write(pipeline);
  }

  /**
   * The JSON schema (draft 2020-12) of pipeline files. It is made of what the reader itself goes
   * by. Alone what numbers in a {@code window} text may be, it cannot say.
   */
  public static ObjectNode schema() {
    return FORMAT.schema();
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
}
