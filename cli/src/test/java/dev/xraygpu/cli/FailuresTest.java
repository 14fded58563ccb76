package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.PipelineFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

class FailuresTest {
  /** Fails as it is told. */
  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    private final Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private static CommandLineRun run(Exception failure, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new Failing(failure));
    command.getCommandSpec().addOption(OptionSpec.builder("--debug").build());
    int exitCode =
        command
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(Failures::execution)
            .execute(arguments);
    return new CommandLineRun(exitCode, "", err.toString());
  }

  private static void assertLine(Exception failure, int exitCode, String line) {
    CommandLineRun run = run(failure);
    assertThat(run.errorLines()).containsExactly("xray-gpu: " + line);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void exhaustedMemoryIsOneLine() {
    Callable<Integer> hungry =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(CommandLine.Model.CommandSpec.wrapWithoutInspection(hungry))
            .setErr(new PrintWriter(err, true))
            .setExecutionStrategy(Failures::run)
            .setExecutionExceptionHandler(Failures::execution)
            .execute();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("xray-gpu: out of memory; ")
        .endsWith("XRAY_GPU_JAVA_OPTS=-Xmx4g");
  }

  @Test
  void everyFailureIsOneLine() {
    assertLine(new RunException("the disk\n  is full"), 1, "the disk is full");
    assertLine(new PipelineFormatException("unknown key"), 2, "unknown key");
    AccessDeniedException denied = new AccessDeniedException("a");
    assertLine(denied, 1, "a: permission denied");
    assertLine(new UncheckedIOException(denied), 1, "a: permission denied");
    assertLine(new IOException("broken pipe"), 1, "broken pipe");
    assertLine(
        new IllegalStateException("odd"),
        1,
        "internal error: java.lang.IllegalStateException: odd; --debug shows more");
  }

  @Test
  void debugShowsWhere() {
    CommandLineRun run = run(new IllegalStateException("odd"), "--debug");
    assertThat(run.err()).contains("\tat dev.xraygpu.cli.FailuresTest", "xray-gpu: internal error");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
