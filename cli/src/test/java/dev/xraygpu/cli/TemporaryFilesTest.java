package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work folder of commands that keep no pixels, gigabytes for a large dataset. */
class TemporaryFilesTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path temporary = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    dataset = folder.resolve("data");
    temporary = folder.resolve("temporary");
    Files.createDirectory(folder.resolve("work"));
  }

  private ProgramProcess program(String command) {
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
    return new ProgramProcess(folder.resolve("work"), options, command, dataset);
  }

  private List<Path> workFolders() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("xray-gpu-")).toList();
    }
  }

  /** On Windows no program can be asked to stop. */
  @ParameterizedTest
  @ValueSource(strings = {"validate", "stats"})
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(120)
  void areDeletedWhenTheRunIsInterrupted(String command) throws Exception {
    Files.createDirectory(temporary);
    Path image = PngDataset.write(dataset.resolve("train/A/x.png"), 1200);
    for (int i = 0; i < 400; i++) {
      Files.createLink(dataset.resolve("train/A/x" + i + ".png"), image);
    }
    ProgramProcess program = program(command);
    Process process = program.start();
    while (workFolders().isEmpty()) {
      assertThat(process.isAlive()).as(program.err()).isTrue();
      Thread.sleep(5);
    }
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(128 + 15);
    assertThat(workFolders()).isEmpty();
  }

  @Test
  void saysWhatTheFolderThatIsMissingIsForAndWhatToDo() throws Exception {
    PngDataset.create(dataset);
    ProgramProcess program = program("validate");
    assertThat(program.run()).isEqualTo(1);
    assertThat(program.err())
        .contains("xray-gpu: a folder for what this run notes of each image cannot be made: ")
        .contains(temporary.toString())
        .contains("TMPDIR=DIR");
  }
}
