package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command reads is still there, byte for byte, when it has ended. */
class KeptInputsTest {
  @TempDir Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void makeARun() throws IOException {
    data = PngDataset.create(folder.resolve("data"));
    out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.preprocess(data, out);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private void refused(List<Object> arguments) throws IOException {
    Map<String, String> before = contents();
    CommandLineRun run = CommandLineRun.of(arguments.toArray());
    assertThat(run.exitCode()).as(arguments + run.err()).isEqualTo(1);
    assertThat(run.err()).contains("file that this run reads");
    assertThat(contents()).as(arguments.toString()).isEqualTo(before);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            java.util.Arrays.hashCode(Files.readAllBytes(file))
                + " "
                + Files.getLastModifiedTime(file));
      }
    }
    return contents;
  }

  @Test
  void resultsDoNotReplaceWhatTheyAreMadeFrom() throws IOException {
    Path manifest = out.resolve("manifest.csv");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), manifest);
    Path inSplit =
        Files.writeString(
            out.resolve("train").resolve("mine.csv"), "path,label\ntrain/NORMAL/x0.png,NORMAL\n");
    Path config = Files.writeString(out.resolve("train").resolve("mine.yaml"), "ignore: [color]\n");
    Path pipeline =
        Files.writeString(out.resolve("train").resolve("pipe.yaml"), "normalize: none\n");
    List<Object> again = List.of("preprocess", data, "--device", "cpu", "--overwrite");
    for (List<Object> reads :
        List.of(
            List.<Object>of("--labels", manifest),
            List.<Object>of("--labels", link),
            List.<Object>of("--labels", inSplit),
            List.<Object>of("--compare-labels", manifest),
            List.<Object>of("--labels", labels(), "--splits", "test=" + inSplit),
            List.<Object>of("--normalize", out.resolve("statistics.json")),
            List.<Object>of("--config", config),
            List.<Object>of("--pipeline", pipeline),
            List.<Object>of("--pipeline", out.resolve("pipeline.json")))) {
      refused(
          Stream.of(again, List.<Object>of("--out", out), reads).flatMap(List::stream).toList());
    }
    // Another folder than the one that is read from is no harm.
    CommandLineRun elsewhere =
        CommandLineRun.preprocess(
            data,
            folder.resolve("second"),
            "--labels",
            manifest,
            "--normalize",
            out.resolve("statistics.json"));
    assertThat(elsewhere.exitCode()).as(elsewhere.err()).isZero();
  }

  @Test
  void findingsDoNotReplaceTheLabelsTheyAreAbout() throws IOException {
    Path findings = folder.resolve("findings");
    assertThat(CommandLineRun.of("validate", data, "--out", findings).exitCode()).isZero();
    refused(
        List.of(
            "validate",
            data,
            "--out",
            findings,
            "--overwrite",
            "--labels",
            findings.resolve("manifest.csv")));
  }

  @Test
  void filesDoNotReplaceWhatTheyAreMadeFrom() throws IOException {
    Path config = Files.writeString(folder.resolve("mine.yaml"), "ignore: [color]\n");
    Path pipeline = Files.writeString(folder.resolve("pipe.yaml"), "normalize: none\n");
    Path key = folder.resolve("patients.png");
    Files.writeString(key, "0123456789abcdef0123456789abcdef");
    refused(List.of("validate", data, "--config", config, "--fix-splits", config));
    refused(List.of("validate", data, "--pseudonym-key", key, "--fix-splits", key));
    refused(List.of("stats", data, "--pipeline", pipeline, "--out", pipeline));
    Path statistics = out.resolve("statistics.json");
    refused(List.of("stats", data, "--normalize", statistics, "--out", statistics));
    Path image = data.resolve("train/NORMAL/x0.png");
    refused(List.of("inspect", image, "--out", image, "--overwrite"));
    refused(List.of("inspect", image, "--out", key, "--pseudonym-key", key, "--overwrite"));
    refused(List.of("inspect", data, "--out", key, "--pseudonym-key", key, "--overwrite"));
    refused(List.of("inspect", image, "--stage", "clahe", "--out", image));
  }

  @Test
  void correctedSplitsHaveNoResultsName() throws IOException {
    Map<String, String> before = contents();
    CommandLineRun run =
        CommandLineRun.preprocess(
            data, out, "--overwrite", "--fix-splits", out.resolve("manifest.csv"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--fix-splits", "choose another name");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void contactSheetsStayOutOfTheDataset() throws IOException {
    Map<String, String> before = contents();
    CommandLineRun run =
        CommandLineRun.of("inspect", data, "--out", data.resolve("train").resolve("sheet.png"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("lies inside the dataset");
    assertThat(contents()).isEqualTo(before);
  }

  private Path labels() throws IOException {
    return Files.writeString(
        folder.resolve("labels.csv"), "path,label\ntrain/NORMAL/x0.png,NORMAL\n");
  }
}
