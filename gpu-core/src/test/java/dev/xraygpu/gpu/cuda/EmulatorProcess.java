package dev.xraygpu.gpu.cuda;

import java.nio.file.Path;

/** A Java process of its own, whose emulator is another library than this one's. */
final class EmulatorProcess {
  private EmulatorProcess() {}

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
