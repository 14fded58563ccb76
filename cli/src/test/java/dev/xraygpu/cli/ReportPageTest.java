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
        .contains("train/NORMAL/tiny.png", "too-small", "median", "clahe");

    Path arrays = folder.resolve("arrays");
    assertThat(CommandLineRun.preprocess(dataset, arrays, "--clahe", "none").exitCode()).isZero();
    assertThat(Files.readString(arrays.resolve("report.html")))
        .contains("--clahe none", "Processed, padding included", "&quot;size&quot; : &quot;224x224")
        .doesNotContain(arrays.toString());
  }
}
