package dev.xraygpu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another program's way of doing the job, or a part of it: a Python script that times itself,
 * compares its results with those of the whole job, and prints one line of JSON. Its start and its
 * imports are not in its time.
 */
public final class PeerProcess implements Activity {
  private static final long LONGEST_SECONDS = 3600;

  /** How a script ends that lacks something and says what; Python itself ends with 1. */
  private static final int LACKING = 3;

  private final List<String> command;
  private final Setup setup;

  /**
   * A script on a dataset.
   *
   * @param python the interpreter
   * @param reference folder with the whole job's results to compare with
   */
  public PeerProcess(String python, Path script, Path dataset, Path reference, int threads) {
    this.command =
        List.of(
            python,
            script.toString(),
            dataset.toString(),
            "--threads",
            String.valueOf(threads),
            "--reference",
            reference.toString());
    this.setup = Setup.onHost(Kind.PEER, nameOf(script), threads);
  }

  /** The scripts of a folder that are peers, by name. */
  public static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".py"))
          .filter(file -> !file.getFileName().toString().startsWith("_"))
          .sorted()
          .toList();
    }
  }

  /** Why a script cannot run here, with what to install, if it cannot. */
  public static Optional<String> missing(String python, Path script) throws InterruptedException {
    Answer answer;
    try {
      answer = run(List.of(python, script.toString(), "--check"));
    } catch (IOException e) {
      return Optional.of(
          nameOf(script) + " is left out: " + e.getMessage() + "; --python names another command");
    }
    if (answer.exitCode == 0) {
      return Optional.empty();
    }
    String last = lastLine(answer.text);
    return Optional.of(
        nameOf(script)
            + " is left out: "
            + (answer.exitCode == LACKING && !last.isEmpty()
                ? last
                : "it " + ProcessEnding.describe(answer.exitCode, last)));
  }

  private static String nameOf(Path script) {
    return script.getFileName().toString().replace(".py", "").replace('_', ' ');
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws PeerException, InterruptedException {
    Answer answer;
    try {
      answer = run(command);
    } catch (IOException e) {
      throw new PeerException(setup, String.valueOf(e.getMessage()), e);
    }
    if (answer.exitCode != 0) {
      throw new PeerException(
          setup,
          "it "
              + ProcessEnding.describe(answer.exitCode, lastLine(answer.text))
              + " ("
              + String.join(" ", command)
              + ")");
    }
    try {
      JsonNode line = JsonMapper.shared().readTree(lastLine(answer.text));
      return new Outcome(
          new Work(line.path("images").asLong(), line.path("pixels").asLong(), 0),
          OptionalDouble.of(line.path("seconds").asDouble()),
          OptionalDouble.of(line.path("cpu_seconds").asDouble()),
          Optional.of(line.path("remark").asString()));
    } catch (JacksonException e) {
      throw new PeerException(setup, "it printed no JSON: " + lastLine(answer.text), e);
    }
  }

  private record Answer(int exitCode, String text) {}

  private static Answer run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("xray-gpu-peer-", ".txt");
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("no end after " + LONGEST_SECONDS + " s: " + command);
        }
      } finally {
        // One that goes on would take its threads from whatever is measured next.
        process.destroyForcibly();
      }
      return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (before, line) -> line);
  }
}
