package dev.xraygpu.cli;

import dev.xraygpu.configuration.Configuration;
import dev.xraygpu.configuration.ConfigurationException;
import dev.xraygpu.pass.PassSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which findings are looked for, and how bad each counts. */
final class FindingOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in YAML: codes, severities, thresholds of the checks.")
  @Nullable Path file;

  @Option(
      names = "--select",
      split = ",",
      paramLabel = "CODES",
      description =
          "Report these findings alone: codes, patterns such as 'unusual-*', or all (default).")
  List<String> select = new ArrayList<>();

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "CODES",
      description = "Do not report these findings.")
  List<String> ignore = new ArrayList<>();

  /** The file that is read, if there is one; it may not be written over. */
  Optional<Path> configuration() {
    return Optional.ofNullable(file);
  }

  /** The settings with what these options change. */
  PassSettings apply(PassSettings settings, CommandSpec spec) throws ConfigurationException {
    Configuration configuration = file == null ? Configuration.DEFAULT : Configuration.read(file);
    try {
      configuration = configuration.reporting(select, ignore);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return settings.withConfiguration(configuration);
  }
}
