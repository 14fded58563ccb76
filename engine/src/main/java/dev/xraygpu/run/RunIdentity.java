package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a run so exactly that two runs of the same name may share work: the same files (by path,
 * length and time of change), splits, labels, options and program version. Threads and batch are
 * not part of it, because they change no byte.
 */
final class RunIdentity {
  private RunIdentity() {}

  static String of(Dataset dataset, Pipeline pipeline, OutputFormat format, PassSettings settings)
      throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (Sample sample : dataset.samples()) {
      add(digest, sample.path());
      add(digest, sample.split() + "\t" + sample.label() + "\t" + sample.patient());
      if (dataset.rejection(sample).isEmpty()) {
        add(digest, stateOf(dataset, sample));
      }
    }
    add(digest, PipelineDocument.fingerprint(pipeline));
    add(digest, format + " " + settings.onInvalid() + " " + settings.thresholds());
    add(digest, settings.faults().toString());
    add(digest, settings.rules().toString());
    add(digest, settings.limits() + " " + settings.verification());
    add(digest, settings.patients().toString());
    add(digest, ProgramVersion.current());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String stateOf(Dataset dataset, Sample sample) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(dataset.file(sample), BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "gone"; // the pass will say so
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
