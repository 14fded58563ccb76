package dev.xraygpu.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that this process has open, as Linux lists them. */
public final class OpenFiles {
  private OpenFiles() {}

  /** Those below a folder. */
  public static List<Path> below(Path folder) throws IOException {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        try {
          Path file = Files.readSymbolicLink(handle);
          if (file.startsWith(folder.toRealPath())) {
            open.add(file);
          }
        } catch (NoSuchFileException e) {
          // That of the list itself, which is closed by now.
          assertThat(e).hasMessageContaining("/fd/");
        }
      }
    }
    return open;
  }
}
