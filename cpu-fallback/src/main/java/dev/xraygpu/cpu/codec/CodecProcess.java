package dev.xraygpu.cpu.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running worker process. One thread at a time uses it. A request that takes too long ends the
 * process; so does the end of this one, which closes its standard input.
 */
final class CodecProcess {
  private static final long START_SECONDS = 60;

  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;
  private final ScheduledExecutorService watchdog;

  /** A process that ended, or had to be ended, while it worked. */
  static final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tookTooLong;

    EndedException(String message, boolean tookTooLong) {
      super(message);
      this.tookTooLong = tookTooLong;
    }

    boolean tookTooLong() {
      return tookTooLong;
    }
  }

  private CodecProcess(Process process, ScheduledExecutorService watchdog) {
    this.process = process;
    this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.from = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.watchdog = watchdog;
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @param program with the main method
   * @throws IOException if it cannot be started, with the reason
   */
  static CodecProcess start(
      Class<?> program, List<Path> classPath, ScheduledExecutorService watchdog)
      throws IOException {
    CodecProcess started = new CodecProcess(command(program, classPath).start(), watchdog);
    try {
      CodecResponse greeting = started.guarded(START_SECONDS, () -> {}, 0);
      if (greeting instanceof CodecResponse.Unavailable unavailable) {
        started.end();
        throw new IOException(unavailable.reason());
      }
      return started;
    } catch (EndedException e) {
      throw new IOException("the codec's process does not start: " + e.getMessage(), e);
    }
  }

  private static ProcessBuilder command(Class<?> program, List<Path> classPath) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    List<String> command = new ArrayList<>();
    command.add(
        Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java").toString());
    // A short start matters more than the speed of Java here: the work is done by the library.
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx2g",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + (windows ? "NUL" : "/dev/null"),
            "-Xlog:disable",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Djava.awt.headless=true"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
    if (cache != null) {
      command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
    }
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(program.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Asks for a decode.
   *
   * @param seconds after which the process is ended
   */
  CodecResponse ask(CodecRequest request, long seconds) throws EndedException {
    return guarded(seconds, () -> request.write(to), request.count());
  }

  /** Part of an exchange. */
  private interface Sending {
    void send() throws IOException;
  }

  private CodecResponse guarded(long seconds, Sending sending, int count) throws EndedException {
    AtomicBoolean expired = new AtomicBoolean();
    ScheduledFuture<?> alarm =
        watchdog.schedule(
            () -> {
              expired.set(true);
              process.destroyForcibly();
            },
            seconds,
            TimeUnit.SECONDS);
    try {
      sending.send();
      return CodecResponse.read(from, count);
    } catch (IOException e) {
      end();
      throw expired.get()
          ? new EndedException("it took more than " + seconds + " s", true)
          : new EndedException("it crashed" + exitCode(), false);
    } finally {
      alarm.cancel(false);
    }
  }

  private String exitCode() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS) ? " (exit code " + process.exitValue() + ")" : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Ends the process. */
  void end() {
    process.destroyForcibly();
  }
}
