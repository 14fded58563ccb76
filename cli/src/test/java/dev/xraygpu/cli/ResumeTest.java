package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.run.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --resume} says to a run that has ended. */
class ResumeTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void finishARun() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    out = folder.resolve("out");
    assertThat(CommandLineRun.preprocess(dataset, out).exitCode()).isZero();
  }

  private CommandLineRun resume(Object... more) {
    Object[] all = Stream.concat(Stream.of("--resume"), Stream.of(more)).toArray();
    return CommandLineRun.preprocess(dataset, out, all);
  }

  private void assertRefused(CommandLineRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains(out.toString(), "finished run of other files, options", "--overwrite");
  }

  @Test
  void theSameRunHasNothingToDo() throws IOException {
    byte[] before = Files.readAllBytes(out.resolve("pipeline.json"));
    CommandLineRun again = resume("--threads", "2");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out().strip()).isEqualTo(out + ": already finished, nothing to do");
    assertThat(again.err()).isEmpty();
    assertThat(resume("--json").json().path("alreadyFinished").asBoolean(false)).isTrue();
    assertThat(out.resolve("pipeline.json")).hasBinaryContent(before);
    assertThat(CommandLineRun.preprocess(dataset, out).exitCode()).isEqualTo(1);
  }

  @Test
  void anotherRunIsRefused() throws IOException {
    assertRefused(resume("--size", "100"));
    Path splits = folder.resolve("splits.csv");
    assertRefused(resume("--fix-splits", splits));
    Path image = dataset.resolve("train/NORMAL/x0.png");
    Files.setLastModifiedTime(image, FileTime.fromMillis(0));
    assertRefused(resume());
  }

  @Test
  void resultsThatAreGoneAreNoFinishedRun() throws IOException {
    Folders.deleteTree(out.resolve("train"));
    assertRefused(resume());
  }

  @Test
  void correctedSplitsBelongToTheResults() throws IOException {
    Path splits = folder.resolve("splits.csv");
    assertThat(
            CommandLineRun.preprocess(dataset, out, "--overwrite", "--fix-splits", splits)
                .exitCode())
        .isZero();
    assertThat(resume("--fix-splits", splits).out()).contains("nothing to do");
    assertRefused(resume("--fix-splits", splits, "--seed", "1"));
    Files.delete(splits);
    assertRefused(resume("--fix-splits", splits));
  }
}
