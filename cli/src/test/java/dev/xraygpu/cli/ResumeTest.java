package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.run.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
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
        .contains(out.toString(), "holds the results of a finished run of ", "--overwrite");
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
  void resultsThatAreGoneOrCutAreNoFinishedRun() throws IOException {
    Path labels = out.resolve("train/labels.npy");
    byte[] whole = Files.readAllBytes(labels);
    Files.write(labels, Arrays.copyOf(whole, whole.length - 1));
    assertNotWhole(resume(), "(train)");
    Files.write(labels, whole);
    assertThat(resume().out()).contains("nothing to do");
    Files.delete(labels);
    assertNotWhole(resume(), "(train)");
    Folders.deleteTree(out.resolve("train"));
    Files.delete(out.resolve("manifest.csv"));
    assertNotWhole(resume(), "(train, manifest.csv)");
  }

  private void assertNotWhole(CommandLineRun run, String names) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains(out.toString(), "not all of its results", names, "--overwrite");
  }

  @Test
  void otherRulesOfTheChecksAreAnotherRun() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "outliers: {threshold: 1.5}\n");
    assertRefused(resume("--config", config));
    Files.writeString(config, "shortcuts: {smallest-group: 3}\n");
    assertRefused(resume("--config", config));
  }

  @Test
  void theRefusalSaysInWhatTheRunsDiffer() throws IOException {
    String of = "holds the results of a finished run of ";
    assertThat(resume("--size", 100).err()).contains(of + "another pipeline; choose");
    assertThat(resume("--on-invalid", "flag").err()).contains(of + "other options; choose");
    assertThat(resume("--checks", "files", "--clahe", "none").err())
        .contains(of + "another pipeline, other options; choose");
    assertThat(resume("--classes", "PNEUMONIA,NORMAL").err())
        .contains(of + "other labels, classes, splits or patients; choose");
    Path table = folder.resolve("second.csv");
    Files.writeString(table, "path,label\ntrain/NORMAL/x0.png,NORMAL\n");
    assertThat(resume("--compare-labels", table).err())
        .contains(of + "other --compare-labels, --fix-splits or checks, or some are gone; choose");
    PngDataset.write(dataset.resolve("train/NORMAL/new.png"), 140);
    assertThat(resume().err()).contains(of + "other files; choose");
  }

  @Test
  void unknownIsNotNegative() throws IOException {
    Path table = folder.resolve("labels.csv");
    String name = "train/NORMAL/x0.png";
    Files.writeString(table, "path,split,label:Edema,label:Mass\n" + name + ",train,1,\n");
    Object[] options = {"--labels", table, "--normalize", "none"};
    assertThat(CommandLineRun.preprocess(dataset, out, with(options, "--overwrite")).exitCode())
        .isZero();
    assertThat(resume(options).out()).contains("nothing to do");
    Files.writeString(table, "path,split,label:Edema,label:Mass\n" + name + ",train,1,0\n");
    CommandLineRun other = resume(options);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("finished run of other labels, classes, splits or patients;");
  }

  private static Object[] with(Object[] options, Object more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray();
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
