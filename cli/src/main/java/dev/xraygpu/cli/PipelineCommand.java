package dev.xraygpu.cli;

import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.run.JsonText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pipelines as files. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Shows a pipeline with every value spelled out, checks a pipeline file, or prints the JSON"
            + " schema of such files.",
    subcommands = {
      PipelineCommand.Show.class,
      PipelineCommand.Check.class,
      PipelineCommand.Schema.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu pipeline show gentle --crop lungs > mine.yaml",
      "  xray-gpu pipeline check mine.yaml",
      "  xray-gpu pipeline schema > pipeline.schema.json",
      "      for editors that complete and check YAML: begin mine.yaml with the line",
      "      # yaml-language-server: $schema=pipeline.schema.json",
    })
final class PipelineCommand implements Runnable {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  PipelineCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "show, check or schema?");
  }

  /** What a preset, a file and options come to. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      description = "Prints the pipeline that these options ask for, as JSON, which YAML includes.")
  static final class Show implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
        arity = "0..1",
        paramLabel = "PIPELINE",
        description = "tutorial (default), gentle, none or a file, as --pipeline takes it.")
    @Nullable Path named;

    @Mixin PipelineOptions pipeline;

    @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
    Show() {}

    @Override
    public Integer call() throws PipelineFormatException, RunException {
      if (named != null) {
        if (pipeline.file != null) {
          throw new ParameterException(
              spec.commandLine(),
              named + " and --pipeline " + pipeline.file + ": give one of them");
        }
        pipeline.file = named;
      }
      Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
      PrintWriter out = spec.commandLine().getOut();
      out.print(JsonText.pretty(PipelineDocument.toTree(resolved)));
      out.flush();
      return 0;
    }
  }

  /** Whether a file is a pipeline. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Says whether a file is a pipeline, and names its stages and fingerprint.")
  static final class Check implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Pipeline in YAML, or a run's pipeline.json.")
    Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
    Check() {}

    @Override
    public Integer call() throws PipelineFormatException {
      Pipeline pipeline = PipelineDocument.read(file);
      PrintWriter out = spec.commandLine().getOut();
      String fingerprint = PipelineDocument.fingerprint(pipeline);
      if (json) {
        tools.jackson.databind.node.ObjectNode root =
            tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
        root.put("fingerprint", fingerprint);
        root.set("pipeline", PipelineDocument.toTree(pipeline));
        out.print(JsonText.pretty(root));
      } else {
        out.printf(
            Locale.ROOT,
            "%s: %s; fingerprint %s%n",
            file,
            pipeline.stages().isEmpty()
                ? "no stages"
                : String.join(", ", pipeline.stages().stream().map(s -> s.name()).toList()),
            fingerprint);
      }
      out.flush();
      return 0;
    }
  }

  /** The JSON schema of pipeline files. */
  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Prints the JSON schema (draft 2020-12) of pipeline files, for editors that complete and"
              + " check YAML.")
  static final class Schema implements Callable<Integer> {
    @Spec CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
    Schema() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      out.print(JsonText.pretty(PipelineDocument.schema()));
      out.flush();
      return 0;
    }
  }
}
