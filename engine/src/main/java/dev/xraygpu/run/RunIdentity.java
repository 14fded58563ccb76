package dev.xraygpu.run;

import dev.xraygpu.configuration.Configuration;
import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.LabelReading;
import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names a run so exactly that two runs of the same name may share work: the same files (by path,
 * length and time of change), splits, labels, options and program version. Threads and batch are
 * not part of it, because they change no byte.
 */
final class RunIdentity {
  private RunIdentity() {}

  static String of(
      Dataset dataset,
      Pipeline pipeline,
      String format,
      LabelPolicy labels,
      PassSettings settings,
      DatasetCheckOptions checks)
      throws IOException {
    MessageDigest digest = sha256();
    for (Sample sample : dataset.samples()) {
      add(digest, sample.path());
      add(digest, sample.split() + "\t" + sample.label() + "\t" + sample.patient());
      if (dataset.rejection(sample).isEmpty()) {
        add(digest, stateOf(dataset.file(sample)));
      }
    }
    add(digest, "classes " + String.join("\n", dataset.classes()));
    if (dataset.labelSets().isPresent()) {
      add(digest, "several of them");
      addValues(digest, dataset, dataset.labelSets().get());
      for (String name : dataset.classes()) {
        add(digest, "uncertain is " + labels.uncertain(name));
      }
      add(digest, "blank is " + labels.blank());
    }
    add(digest, PipelineDocument.fingerprint(pipeline));
    add(digest, format + " " + settings.onInvalid() + " " + settings.thresholds());
    add(digest, settings.faults().toString());
    add(digest, settings.rules().toString());
    add(digest, settings.limits() + " " + settings.verification());
    add(digest, settings.patients().toString());
    // Decides what the pass notes of each image.
    add(digest, "checks of " + checks.extent());
    add(digest, ProgramVersion.current());
    return HexFormat.of().formatHex(digest.digest());
  }

  // The text of a set does not tell a class that is negative from one of which nothing is known.
  private static void addValues(MessageDigest digest, Dataset dataset, LabelSets sets) {
    Set<String> known = new HashSet<>();
    for (Sample sample : dataset.samples()) {
      if (known.add(sample.label())) {
        LabelSet set = sets.of(sample.label());
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < set.size(); i++) {
          values.append(set.get(i)).append(' ');
        }
        add(digest, values.toString());
      }
    }
  }

  /**
   * Names the run's results as well, to which the checks after the pass belong: an interrupted run
   * may go on with other checks, but a finished one has done its own.
   */
  static String withChecks(
      String identity, PreprocessRun.Request request, DatasetCheckOptions checks)
      throws IOException {
    MessageDigest digest = sha256();
    add(digest, identity);
    Configuration settings = request.settings().checks();
    add(digest, settings.outliers() + " " + settings.shortcuts());
    if (checks.secondLabels().isPresent()) {
      Path second = checks.secondLabels().get();
      add(digest, "compared with " + second.toAbsolutePath() + " " + stateOf(second));
      LabelReading reading = request.scan().reading();
      // Sorted: the order of a map's entries may differ from process to process.
      add(digest, new TreeMap<>(reading.columns().names()).toString());
      add(digest, reading.separator() + " " + reading.repeated());
    }
    if (checks.fixedSplits().isPresent()) {
      add(digest, "splits in " + checks.fixedSplits().get().toAbsolutePath());
      add(digest, "seed " + checks.seed());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String stateOf(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "gone"; // the pass will say so
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
