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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names a run so exactly that two runs of the same name may share work: the same files (by path,
 * length and time of change), splits, labels, options and program version. Threads and batch are
 * not part of it, because they change no byte.
 *
 * <p>A name has a digest for each {@link Part}, so that two names tell in what their runs differ.
 */
final class RunIdentity {
  /** What a run's name tells apart, with words for a run that differs in it. */
  private enum Part {
    FILES("other files"),
    LABELS("other labels, classes, splits or patients"),
    PIPELINE("another pipeline"),
    OPTIONS("other options"),
    PROGRAM("another program version");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  private RunIdentity() {}

  /**
   * In what an earlier run differs, in words; empty if the names do not tell.
   *
   * @param earlier its name
   * @param asked the name of the run that is asked for
   */
  static String differences(String earlier, String asked) {
    List<String> before = List.of(earlier.split("-", -1));
    List<String> now = List.of(asked.split("-", -1));
    int parts = Part.values().length;
    if (before.size() < parts || now.size() < parts) {
      return "";
    }
    List<String> words = new ArrayList<>();
    for (Part part : Part.values()) {
      boolean other = !before.get(part.ordinal()).equals(now.get(part.ordinal()));
      // Labels are of files: of other files, they tell nothing.
      if (other && !(part == Part.LABELS && words.contains(Part.FILES.words))) {
        words.add(part.words);
      }
    }
    return String.join(", ", words);
  }

  static String of(
      Dataset dataset,
      Pipeline pipeline,
      String format,
      LabelPolicy labels,
      PassSettings settings,
      DatasetCheckOptions checks)
      throws IOException {
    MessageDigest files = sha256();
    MessageDigest known = sha256();
    for (Sample sample : dataset.samples()) {
      add(files, sample.path());
      add(known, sample.split() + "\t" + sample.label() + "\t" + sample.patient());
      if (dataset.rejection(sample).isEmpty()) {
        add(files, stateOf(dataset.file(sample)));
      }
    }
    MessageDigest options = sha256();
    add(known, "classes " + String.join("\n", dataset.classes()));
    if (dataset.labelSets().isPresent()) {
      add(known, "several of them");
      addValues(known, dataset, dataset.labelSets().get());
      for (String name : dataset.classes()) {
        add(options, "uncertain is " + labels.uncertain(name));
      }
      add(options, "blank is " + labels.blank());
    }
    MessageDigest stages = sha256();
    add(stages, PipelineDocument.fingerprint(pipeline));
    add(options, format + " " + settings.onInvalid() + " " + settings.thresholds());
    add(options, settings.faults().toString());
    add(options, settings.rules().toString());
    add(options, settings.limits() + " " + settings.verification());
    add(options, settings.patients().toString());
    // Decides what the pass notes of each image.
    add(options, "checks of " + checks.extent());
    MessageDigest program = sha256();
    add(program, ProgramVersion.current());
    return Stream.of(files, known, stages, options, program) // as the parts are
        .map(digest -> HexFormat.of().formatHex(digest.digest()))
        .collect(Collectors.joining("-"));
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
    return identity + "-" + HexFormat.of().formatHex(digest.digest());
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
