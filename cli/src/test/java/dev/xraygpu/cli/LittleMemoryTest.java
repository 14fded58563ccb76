package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that the pass has memory for, one thread's own, and what comes after it has not. */
class LittleMemoryTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");

  @BeforeEach
  void makeDataset() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    // Black, which is a finding, so that the page is to show it.
    HostImage large = HostImage.allocate(PixelType.U8, Size.square(5000));
    Files.write(dataset.resolve("train/NORMAL/large.png"), PngEncoder.encode(large));
  }

  private ProgramProcess program(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    Collections.addAll(all, "--device", "cpu");
    List<String> options =
        List.of(
            "-Xmx200m",
            "-XX:MaxDirectMemorySize=16m",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    return new ProgramProcess(folder, options, all.toArray());
  }

  @Test
  void theReportSaysWhichPictureIsTooLarge() throws Exception {
    Path out = folder.resolve("out");
    ProgramProcess program = program("preprocess", dataset, "--out", out);
    int exitCode = program.run();
    assertThat(program.err()).doesNotContain("\tat ", "OutOfMemoryError");
    assertThat(exitCode).isZero();
    assertThat(out.resolve("report.html"))
        .content()
        .contains(
            "no memory for its pixels</div><figcaption><span class=\"path\">train/NORMAL/large.png");
    assertThat(out.resolve("manifest.csv")).content().contains("train/NORMAL/large.png");
  }

  @Test
  void aContactSheetLeavesItOut() throws Exception {
    ProgramProcess program = program("inspect", dataset, "--out", folder.resolve("sheet.png"));
    int exitCode = program.run();
    assertThat(program.err()).doesNotContain("\tat ");
    assertThat(exitCode).isZero();
    assertThat(folder.resolve("sheet.png")).exists();
  }

  @Test
  void anInspectionOfItSaysThatMemoryIsExhausted() throws Exception {
    ProgramProcess program =
        program(
            "inspect",
            dataset.resolve("train/NORMAL/large.png"),
            "--out",
            folder.resolve("stages.png"));
    assertThat(program.run()).isEqualTo(1);
    assertThat(program.err().lines())
        .singleElement()
        .asString()
        .startsWith("xray-gpu: out of memory; use fewer --threads, lower --max-pixels, or ");
  }
}
