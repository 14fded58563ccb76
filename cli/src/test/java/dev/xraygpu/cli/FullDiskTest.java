package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which disk is full is what one has to know. */
class FullDiskTest {
  @TempDir private Path folder;

  @Test
  void theDemoNamesTheFolderThatHasNoRoomForItsDataset() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString());
    if (!mounted) {
      System.out.println("FullDiskTest is skipped: a small tmpfs cannot be mounted");
    }
    assumeTrue(mounted, "a small tmpfs cannot be mounted");
    try {
      CommandLineRun run = CommandLineRun.of("demo", "--out", disk.resolve("demo"));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("xray-gpu: " + disk.resolve("demo").resolve("data"), "no space");
    } finally {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  private static boolean succeeds(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
