package dev.xraygpu.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The program in a Java of its own: for what concerns a whole process. */
final class ProgramProcess {
  private final Path folder;
  private final ProcessBuilder builder;

  /**
   * The program, not started yet.
   *
   * @param folder an existing one that it works in, and that gets what it prints
   * @param javaOptions such as {@code -Xmx48m}
   */
  ProgramProcess(Path folder, List<String> javaOptions, Object... arguments) {
    this.folder = folder;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath(), XrayGpu.class.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
  }

  /** Sets a variable of its environment, or removes it, if it is to be nothing. */
  ProgramProcess with(String variable, String value) {
    if (value.isEmpty()) {
      builder.environment().remove(variable);
    } else {
      builder.environment().put(variable, value);
    }
    return this;
  }

  Process start() throws IOException {
    return builder.start();
  }

  /** Runs it to its end, and returns the exit code. */
  int run() throws IOException, InterruptedException {
    return start().waitFor();
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }

  private static String classPath() {
    String path = System.getProperty("surefire.test.class.path");
    if (path == null) {
      path = Objects.requireNonNull(System.getProperty("java.class.path"));
    }
    return Stream.of(path.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }
}
