package dev.xraygpu.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where JavaCPP unpacks the native libraries: in the home folder by Java. That is {@code ?} where
 * the system has no entry for the user, as in many containers, and the libraries would lie in the
 * working folder.
 */
final class NativeLibraryCache {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeLibraryCache() {}

  /** Chooses another place for this process, and those that it starts, if Java knows no home. */
  static void settle() {
    if (System.getProperty(PROPERTY) == null) {
      place(System.getProperty("user.home", ""), System.getenv("HOME"), temporary())
          .ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
    }
  }

  // As JavaCPP names it where a home cannot be written to.
  private static File temporary() {
    return new File(
        System.getProperty("java.io.tmpdir", ""),
        ".javacpp-" + System.getProperty("user.name", "") + "/cache");
  }

  /**
   * The place; nothing if JavaCPP's own choice is good.
   *
   * @param javaHome the home folder by Java
   * @param home the one by the environment, taken if it can be written to
   * @param temporary what is taken else
   */
  static Optional<Path> place(String javaHome, @Nullable String home, File temporary) {
    if (new File(javaHome).isAbsolute()) {
      return Optional.empty();
    }
    File own = new File(home == null ? "" : home, ".javacpp/cache");
    boolean usable =
        own.isAbsolute() && (own.isDirectory() || own.mkdirs()) && own.canWrite() && own.canRead();
    return Optional.of((usable ? own : temporary).toPath().toAbsolutePath());
  }
}
