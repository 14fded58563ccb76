package dev.xraygpu.cli;

import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.RunInputs;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.Tally;
import dev.xraygpu.run.ValidationRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Findings only. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Says what is wrong with a dataset. Exit code 3 if there is any error, or no file that can be used.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu validate chest_xray",
      "  xray-gpu validate chest_xray --out findings     also the tables and report.html",
      "  xray-gpu validate chest_xray --ignore color,wrong-extension",
      "  xray-gpu validate chest_xray --fix-splits labels.csv",
      "      splits without leaks, for preprocess --labels labels.csv",
      "  xray-gpu validate chest_xray --json | jq .findings",
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin DatasetOptions dataset;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the findings, as tables and as report.html; outside DATASET.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace earlier findings in that folder.")
  boolean overwrite;

  @Mixin FindingOptions findings;
  @Mixin RenderingOptions rendering;
  @Mixin CheckOptions checks;
  @Mixin PassOptions pass;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  ValidateCommand() {}

  @Override
  public Integer call() throws Exception {
    if (overwrite && out == null) {
      throw new ParameterException(
          spec.commandLine(), "--overwrite is for the folder of --out: give that, too");
    }
    // Checks need no fast device: the decode on the host is all the work.
    PassSettings settings = findings.apply(pass.settings(OnInvalid.DROP, spec), spec);
    try (Device cpu = DeviceSelection.load().open("cpu").device()) {
      RunReport report =
          new ValidationRun(
                  dataset.root,
                  dataset.scan(spec),
                  rendering.resolve(Rendering.DEFAULT),
                  settings,
                  CommandText.of(spec))
              .checking(checks.options(CheckExtent.DATASET, spec))
              .havingRead(RunInputs.NONE.with(findings.configuration()))
              .run(
                  cpu,
                  Decoders.load(),
                  Optional.ofNullable(out),
                  overwrite,
                  new RoomForAnalysis(new Progress(spec.commandLine().getErr(), () -> {})));
      new ReportText(spec.commandLine().getOut(), json, settings.rules()).validate(report);
      Tally tally = report.tally();
      return tally.count(Severity.ERROR) > 0 || tally.nothingKept()
          ? ExitCodes.UNUSABLE_DATA
          : CommandLine.ExitCode.OK;
    }
  }
}
