package dev.xraygpu.cli;

import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.RunInputs;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.StatisticsRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Statistics of the training split alone. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Computes mean and standard deviation of the training split's pixels, before and after the"
            + " stages. Other splits are read for their findings and never counted.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu stats chest_xray --out statistics.json",
      "  xray-gpu preprocess other --out arrays --normalize statistics.json",
    })
final class StatsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin DatasetOptions dataset;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File for the numbers, as JSON; outside DATASET.")
  @Nullable Path out;

  @Mixin DeviceOption device;
  @Mixin PipelineOptions pipeline;
  @Mixin PassOptions pass;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  StatsCommand() {}

  @Override
  public Integer call() throws Exception {
    Pipeline resolved = pipeline.resolve(Pipeline.tutorial());
    StatisticsRun run =
        new StatisticsRun(
                dataset.root,
                dataset.scan(spec),
                resolved.rendering(),
                resolved.stages(),
                pass.settings(OnInvalid.DROP, spec).withFaults(resolved.faults()))
            .havingRead(new RunInputs(pipeline.files()));
    PrintWriter err = spec.commandLine().getErr();
    DeviceSelection.Chosen chosen = device.open();
    try (Device opened = chosen.device()) {
      RunReport report =
          run.run(
              opened,
              Decoders.load(),
              Optional.ofNullable(out),
              new Progress(err, () -> DeviceOption.announce(chosen, err)));
      new ReportText(spec.commandLine().getOut(), json).statistics(report);
    }
    return 0;
  }
}
