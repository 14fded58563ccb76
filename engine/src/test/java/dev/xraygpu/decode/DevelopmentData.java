package dev.xraygpu.decode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the public images that tests read where they are at hand. */
public final class DevelopmentData {
  private DevelopmentData() {}

  /** A folder of the data; skips the calling test, by name, where there is none. */
  public static Path folder(String name) {
    Optional<Path> found = find(name);
    String message = "skipped: no shared/data/" + name + " here; set -Dxraygpu.data to its folder";
    if (found.isEmpty()) {
      System.out.println(message);
    }
    assumeTrue(found.isPresent(), message);
    return found.get();
  }

  private static Optional<Path> find(String name) {
    String property = System.getProperty("xraygpu.data");
    if (property != null) {
      return Optional.of(Path.of(property, name)).filter(Files::isDirectory);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(at -> at.resolveSibling("shared").resolve("data").resolve(name))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
