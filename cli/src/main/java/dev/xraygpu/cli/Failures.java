package dev.xraygpu.cli;

import dev.xraygpu.configuration.ConfigurationException;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.MemoryExhausted;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.PipelineFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into one line on standard error and an exit code. */
final class Failures {
  private Failures() {}

  /** A wrong option: what is wrong, what may have been meant, where the help is. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "xray-gpu: " + oneLine(UnmatchedArguments.describe(failure).orElse(failure.getMessage())));
    err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** A run that failed. */
  static int execution(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Exception failure =
        thrown instanceof UncheckedIOException e ? Objects.requireNonNull(e.getCause()) : thrown;
    if (parsed.expandedArgs().contains("--debug")) {
      failure.printStackTrace(err);
    }
    err.println("xray-gpu: " + oneLine(describe(failure)));
    err.flush();
    return failure instanceof PipelineFormatException || failure instanceof ConfigurationException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** Runs the command; memory that is exhausted is a failure like others. */
  static int run(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      RunException failure = new RunException(MemoryExhausted.describe(e), e);
      throw new CommandLine.ExecutionException(
          parsed.commandSpec().commandLine(), MemoryExhausted.describe(e), failure);
    }
  }

  private static @Nullable String describe(Exception failure) {
    if (failure instanceof RunException
        || failure instanceof DeviceException
        || failure instanceof DatasetException
        || failure instanceof ConfigurationException
        || failure instanceof PipelineFormatException) {
      return failure.getMessage();
    }
    if (failure instanceof IOException) {
      return FileFailure.describe(failure);
    }
    return "internal error: " + failure + "; --debug shows more";
  }

  private static String oneLine(@Nullable String message) {
    return OneLine.whole(String.valueOf(message).replaceAll("\\R\\s*", " "));
  }
}
