package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A user whom the system has no entry for, as in many containers: Java calls the home '?'. */
@DisabledOnOs(OS.WINDOWS)
class HomelessUserTest {
  private static final String KEY = ".config/xray-gpu/patient-pseudonym.key";

  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path work = Path.of("");

  @BeforeEach
  void makeDataset() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    dataset = folder.resolve("data");
    Path place = Files.createDirectories(dataset.resolve("train/A"));
    try (InputStream in =
        Objects.requireNonNull(HomelessUserTest.class.getResourceAsStream("canary.dcm"))) {
      Files.copy(in, place.resolve("scan.dcm"));
    }
  }

  private ProgramProcess preprocess(String home) {
    List<String> options = List.of("-Duser.home=?", "-Djava.io.tmpdir=" + folder);
    return new ProgramProcess(
            work, options, "preprocess", dataset, "--out", folder.resolve("out"), "--device", "cpu")
        .with("XDG_CONFIG_HOME", "")
        .with("HOME", home);
  }

  private void assertWorkingFolderIsClean() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("stdout", "stderr");
    }
  }

  @Test
  void theEnvironmentSaysWhereTheKeyIsKept() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    ProgramProcess program = preprocess(home.toString());
    assertThat(program.run()).isZero();
    assertThat(home.resolve(KEY)).isRegularFile();
    assertThat(home.resolve(".javacpp/cache")).isDirectory();
    assertWorkingFolderIsClean();
  }

  @Test
  void withoutAnyHomeTheKeyIsAskedFor() throws Exception {
    ProgramProcess program = preprocess("");
    assertThat(program.run()).isEqualTo(1);
    assertThat(program.err().lines())
        .filteredOn(line -> line.startsWith("xray-gpu: "))
        .singleElement()
        .asString()
        .contains("--pseudonym-key FILE");
    assertThat(program.err()).doesNotContain("\tat ");
    assertWorkingFolderIsClean();
  }
}
