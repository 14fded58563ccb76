package dev.xraygpu.cli;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.run.RunException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one line on standard error and an exit code. */
final class Failures {
  private Failures() {}

  /** A wrong option: what is wrong, what may have been meant, where the help is. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("xray-gpu: " + oneLine(failure.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** A run that failed. */
  static int execution(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    PrintWriter err = command.getErr();
    if (parsed.expandedArgs().contains("--debug")) {
      failure.printStackTrace(err);
    }
    if (failure instanceof PipelineFormatException) {
      err.println("xray-gpu: " + oneLine(failure.getMessage()));
      return CommandLine.ExitCode.USAGE;
    }
    if (failure instanceof RunException
        || failure instanceof DeviceException
        || failure instanceof DatasetException) {
      err.println("xray-gpu: " + oneLine(failure.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).replaceAll("\\R\\s*", " ");
  }
}
