package dev.xraygpu.gpu.cuda;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A Java process of its own, whose emulator is another library than this one's. */
final class EmulatorProcess {
  private EmulatorProcess() {}

  /** How a library is built. */
  interface Build {
    Path library() throws IOException, InterruptedException;
  }

  /** A library; where this machine cannot build it, the test is skipped by name. */
  static Path libraryOrSkip(Class<?> test, Build build) throws InterruptedException {
    try {
      return build.library();
    } catch (IOException e) {
      String reason = test.getSimpleName() + " is skipped: " + e.getMessage();
      System.out.println(reason);
      return Assumptions.abort(reason);
    }
  }

  /** Its command, with this process's class path; output and errors are one stream. */
  static ProcessBuilder of(Class<?> main, Path library) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-D" + EmulatorLibrary.LIBRARY_PROPERTY + "=" + library,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main.getName())
        .redirectErrorStream(true);
  }
}
