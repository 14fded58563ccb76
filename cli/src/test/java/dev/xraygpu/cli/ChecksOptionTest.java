package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code preprocess --checks files} leaves out, and what it does not. */
class ChecksOptionTest {
  @TempDir Path folder;
  private Path dataset;

  @BeforeEach
  void aDatasetWithACopyOfAFile() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    Path first;
    try (var files = Files.list(dataset.resolve("train/NORMAL"))) {
      first = files.sorted().findFirst().orElseThrow();
    }
    Files.copy(first, dataset.resolve("train/NORMAL/same.png"));
    PngDataset.write(dataset.resolve("train/NORMAL/tiny.png"), 40);
  }

  @Test
  void writesTheSamePixelsRowsAndFindingsOfFiles() throws IOException {
    Path whole = folder.resolve("whole");
    Path files = folder.resolve("files");
    assertThat(CommandLineRun.preprocess(dataset, whole).exitCode()).isZero();
    CommandLineRun run = CommandLineRun.preprocess(dataset, files, "--checks", "files");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Not looked for, by --checks files", "exact-duplicate", "too-small");
    for (String same : new String[] {"train/images.npy", "train/labels.npy", "statistics.json"}) {
      assertThat(files.resolve(same)).hasSameBinaryContentAs(whole.resolve(same));
    }
    assertThat(Files.readString(files.resolve("findings.csv")))
        .contains("same.png", "exact-duplicate", "tiny.png", "too-small");
    assertThat(Files.readString(files.resolve("duplicates.csv"))).contains("same.png");
    assertThat(Files.readString(files.resolve("pipeline.json"))).contains("\"checks\" : \"files\"");
    for (String left :
        new String[] {"report.html", "measures.csv", "distributions.csv", "shortcuts.csv"}) {
      assertThat(whole.resolve(left)).exists();
      assertThat(files.resolve(left)).doesNotExist();
    }
  }

  @Test
  void aRunOfAllChecksIsNotTheSameRun() {
    Path out = folder.resolve("out");
    assertThat(CommandLineRun.preprocess(dataset, out, "--checks", "files").exitCode()).isZero();
    assertThat(CommandLineRun.preprocess(dataset, out, "--resume", "--checks", "files").out())
        .contains("already finished");
    assertThat(CommandLineRun.preprocess(dataset, out, "--resume").exitCode()).isEqualTo(1);
    assertThat(CommandLineRun.preprocess(dataset, out, "--overwrite").exitCode()).isZero();
    assertThat(out.resolve("report.html")).exists();
    assertThat(
            CommandLineRun.preprocess(dataset, out, "--overwrite", "--checks", "files").exitCode())
        .isZero();
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  @Test
  void splitsWithoutCopiesNeedTheSearchForCopies() {
    CommandLineRun run =
        CommandLineRun.preprocess(
            dataset,
            folder.resolve("out"),
            "--checks",
            "files",
            "--fix-splits",
            folder.resolve("splits.csv"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--fix-splits", "--checks files");
  }
}
