package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlScalar;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pipeline as a finished run records it: what was asked for, its fingerprint, and the numbers by
 * which values were normalised. Read again it is the pipeline that does the same to other images:
 * the training split's mean and standard deviation stay those of the run.
 */
public final class RecordedPipeline {
  private static final String FINGERPRINT = "fingerprint";
  private static final String PIPELINE = "pipeline";
  private static final String NORMALIZATION = "normalization";

  private RecordedPipeline() {}

  /**
   * Records a pipeline.
   *
   * @param asked what was asked for
   * @param resolved the same with the numbers of the training split in place
   * @param typed whether the results have the pipeline's element type
   */
  public static void put(ObjectNode record, Pipeline asked, Pipeline resolved, boolean typed) {
    ObjectNode document = document(asked, typed);
    record.put(FINGERPRINT, PipelineDocument.fingerprint(document));
    record.set(PIPELINE, document);
    record.set(NORMALIZATION, new NormalizationFormat().write(resolved.normalization()));
  }

  private static ObjectNode document(Pipeline pipeline, boolean typed) {
    ObjectNode document = PipelineDocument.toTree(pipeline);
    if (!typed) {
      document.remove(PipelineDocument.DTYPE);
    }
    return document;
  }

  /** Whether a document is a run's record rather than a pipeline. */
  static boolean isThis(YamlNode node) {
    return node instanceof YamlMapping mapping
        && mapping.get(FINGERPRINT).isPresent()
        && mapping.get(PIPELINE).isPresent()
        && mapping.get(NORMALIZATION).isPresent();
  }

  /**
   * The pipeline of a run, with its numbers.
   *
   * @param format of the pipeline itself
   * @throws YamlException if it is not as a run wrote it
   */
  static Pipeline read(YamlNode node, PipelineFormat format) throws YamlException {
    YamlMapping record = (YamlMapping) node;
    YamlNode document = record.get(PIPELINE).orElseThrow();
    Pipeline asked = format.read(document);
    boolean typed =
        document instanceof YamlMapping keys && keys.get(PipelineDocument.DTYPE).isPresent();
    YamlNode fingerprint = record.get(FINGERPRINT).orElseThrow();
    if (!(fingerprint instanceof YamlScalar text)
        || !text.text().equals(PipelineDocument.fingerprint(document(asked, typed)))) {
      throw fingerprint.fault(
          "this is not the fingerprint of the pipeline below it, so the file is not as a run wrote"
              + " it; to change a run's pipeline, save the value of 'pipeline' as a file of its"
              + " own");
    }
    YamlNode used = record.get(NORMALIZATION).orElseThrow();
    try {
      return asked.withNormalization(new NormalizationFormat().read(used));
    } catch (IllegalArgumentException e) {
      throw used.fault(String.valueOf(e.getMessage()));
    }
  }
}
