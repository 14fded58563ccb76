package dev.xraygpu.bench;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.PassSettings;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunException;
import dev.xraygpu.run.RunListener;
import dev.xraygpu.sink.OutputFormat;
import java.nio.file.Path;

/** The whole job: scan, one pass, statistics, float32 arrays and tables on disk. */
final class WholeJob implements Activity {
  private final PreprocessRun.Request request;
  private final Device device;
  private final Decoders decoders;
  private final Setup setup;
  private final Work work;

  /**
   * A job over a dataset.
   *
   * @param out receives the results, and is replaced at each run
   * @param work what decoding the dataset comes to
   */
  WholeJob(
      Path root,
      Path out,
      Pipeline pipeline,
      Device device,
      Decoders decoders,
      PassSettings settings,
      Work work) {
    this.request =
        new PreprocessRun.Request(
            root,
            ScanOptions.DEFAULT,
            out,
            pipeline,
            OutputFormat.NPY,
            settings,
            ExistingResults.OVERWRITE);
    this.device = device;
    this.decoders = decoders;
    this.work = work;
    this.setup =
        new Setup(
            Kind.JOB,
            "whole job",
            settings.threads(),
            device.description().provider(),
            settings.batch(),
            pipeline.resize().map(r -> r.target().toString()).orElse(""));
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws RunException, DeviceException {
    new PreprocessRun(request, device, decoders, RunListener.SILENT).run();
    return Outcome.of(work);
  }
}
