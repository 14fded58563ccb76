package dev.xraygpu.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {
  @Test
  void everyFailureReadsAsASentence() {
    Map<IOException, String> expected =
        Map.of(
            new AccessDeniedException("a/b"), "a/b: permission denied",
            new NoSuchFileException("a/b"), "a/b: does not exist",
            new FileAlreadyExistsException("a/b"), "a/b: exists already",
            new NotDirectoryException("a/b"), "a/b: is not a folder",
            new DirectoryNotEmptyException("a/b"), "a/b: the folder is not empty",
            new MalformedInputException(1), "not UTF-8 text",
            new FileSystemException("a/b", null, "Is a directory"), "a/b: Is a directory",
            new IOException("connection lost"), "connection lost");
    expected.forEach(
        (failure, words) -> assertThat(FileFailure.describe(failure)).isEqualTo(words));
    assertThat(FileFailure.describe(new IOException("No space left on device")))
        .isEqualTo(
            "no space left on the disk; free some and repeat the command, preprocess with"
                + " --resume");
  }

  @Test
  void theFolderIsNamedThatTheFullDiskHolds() {
    Path out = Path.of("out");
    assertThat(FileFailure.describe(new IOException("No space left on device"), out))
        .startsWith("out: no space left on the disk");
    assertThat(FileFailure.describe(new IOException("Disk quota exceeded"), out))
        .isEqualTo("out: Disk quota exceeded");
    assertThat(FileFailure.describe(new IOException("File too large"), out))
        .isEqualTo("out: File too large");
    assertThat(
            FileFailure.describe(
                new FileSystemException("b/c", null, "No space left on device"), out))
        .startsWith("b/c: no space left");
    assertThat(FileFailure.describe(new IOException("connection lost"), out))
        .isEqualTo("connection lost");
  }

  @Test
  void aLinkThatLeadsNowhereDoesNotExistAlready(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    assertThat(FileFailure.describe(new FileAlreadyExistsException(link.toString())))
        .isEqualTo(link + ": a link that leads nowhere");
    Files.createDirectory(folder.resolve("gone"));
    assertThat(FileFailure.describe(new FileAlreadyExistsException(link.toString())))
        .isEqualTo(link + ": exists already");
  }
}
