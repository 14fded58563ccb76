package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both commands write the report, and it says what they did. */
class ReportPageTest {
  @TempDir Path folder;

  @Test
  void bothCommandsWriteItAndThreadsDoNotChangeIt() throws IOException {
    Path dataset = PngDataset.create(folder.resolve("data"));
    PngDataset.write(dataset.resolve("train/NORMAL/tiny.png"), 40);
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    assertThat(CommandLineRun.of("validate", dataset, "--out", one, "--threads", 1).exitCode())
        .isEqualTo(3);
    assertThat(CommandLineRun.of("validate", dataset, "--out", two, "--threads", 3).exitCode())
        .isEqualTo(3);
    String page = Files.readString(one.resolve("report.html"));
    assertThat(Files.readString(two.resolve("report.html"))).isEqualTo(page);
    assertThat(page)
        .contains("xray-gpu validate " + dataset + " --out OUT</code>")
        .contains("train/NORMAL/tiny.png", "too-small", "median", "clahe")
        .contains(">threshold: 4.5, smallest-sample: 20, largest-share: 0.05<")
        .contains(">effect: 0.474, significance: 0.01, smallest-group: 8<");

    Path arrays = folder.resolve("arrays");
    assertThat(CommandLineRun.preprocess(dataset, arrays, "--clahe", "none").exitCode()).isZero();
    assertThat(Files.readString(arrays.resolve("report.html")))
        .contains("--clahe none", "Processed, padding included", "&quot;size&quot; : &quot;224x224")
        .doesNotContain(arrays.toString());
  }

  @Test
  void anOptionGivenSeveralTimesIsRepeatedInTheCommand() throws IOException {
    Path dataset = folder.resolve("data");
    PngDataset.write(dataset.resolve("1.png"), 120);
    PngDataset.write(dataset.resolve("2.png"), 130);
    Path first = Files.writeString(folder.resolve("a.csv"), "path,label\n1.png,A\n");
    Path second = Files.writeString(folder.resolve("it's.csv"), "path,label\n2.png,B\n");
    Path train = Files.writeString(folder.resolve("train.txt"), "1.png\n");
    Path test = Files.writeString(folder.resolve("test.txt"), "2.png\n");
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of(
            "validate",
            dataset,
            "--labels",
            first,
            "--labels",
            second,
            "--splits",
            "train=" + train,
            "--splits",
            "test=" + test,
            "--ignore",
            "color,unusual-size",
            "--out",
            out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("report.html")).replace("&#39;", "'"))
        .contains("--labels " + first + " --labels '" + folder + "/it'\\''s.csv' ")
        .contains("--splits train=" + train + " --splits test=" + test + " ")
        .contains("--ignore color,unusual-size");
  }
}
