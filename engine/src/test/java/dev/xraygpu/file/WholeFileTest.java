package dev.xraygpu.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    WholeFile.replace(
        file, unfinished -> Files.writeString(unfinished, text, StandardOpenOption.CREATE_NEW));
  }

  @Test
  void replacesAFileAndWhatAnInterruptedWriteLeft() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "first");
    Files.writeString(folder.resolve(".a.txt.unfinished"), "left over");
    write(file, "second");
    assertThat(file).hasContent("second");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void othersMayReadItLikeAnyOtherNewFile() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped: no POSIX permissions on this file system");
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("a.txt");
    write(file, "text");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aFailureNamesTheFileAndLeavesTheFormerOne() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "first");
    assertThatThrownBy(
            () ->
                WholeFile.replace(
                    file,
                    unfinished -> {
                      Files.writeString(unfinished, "half");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": No space left on device");
    assertThat(file).hasContent("first");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
    Path isFolder = folder.resolve("b");
    Files.createDirectories(isFolder.resolve("full"));
    assertThatThrownBy(() -> write(isFolder, "text"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(isFolder + ": ")
        .hasMessageNotContaining("unfinished");
    assertThatThrownBy(() -> write(folder.resolve("none/c.txt"), "text"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("none").toString());
  }
}
