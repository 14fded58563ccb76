package dev.xraygpu.bench;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.DatasetCheckOptions;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.Folders;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The whole job: scan, one pass, statistics, float32 arrays and tables on disk; or all of it but
 * what compares images with each other.
 */
final class WholeJob implements Activity {
  private final Path out;
  private final PreprocessRun.Request request;
  private final Device device;
  private final Decoders decoders;
  private final DatasetCheckOptions checks;
  private final Setup setup;
  private final Work work;

  /**
   * A job over a dataset.
   *
   * @param out receives the results; those of the run before are deleted first
   * @param checks how far the dataset is looked at
   * @param work what decoding the dataset comes to
   */
  WholeJob(
      Path root,
      Path out,
      Pipeline pipeline,
      BenchmarkedDevice device,
      Decoders decoders,
      PassSettings settings,
      CheckExtent checks,
      Work work) {
    this.out = out;
    this.request =
        new PreprocessRun.Request(
            root,
            ScanOptions.DEFAULT,
            out,
            pipeline,
            OutputFormat.NPY,
            settings,
            ExistingResults.REFUSE);
    this.device = device.device();
    this.decoders = decoders;
    this.checks = DatasetCheckOptions.of(checks);
    this.work = work;
    boolean whole = checks == CheckExtent.DATASET;
    this.setup =
        new Setup(
            whole ? Kind.JOB : Kind.JOB_OF_FILES,
            whole ? "whole job" : "job, --checks files",
            settings.threads(),
            device.name(),
            settings.batch(),
            pipeline.resize().map(r -> r.target().toString()).orElse(""));
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public void prepare() throws IOException {
    Folders.deleteTree(out);
  }

  @Override
  public Outcome run() throws RunException, DeviceException {
    new PreprocessRun(request, device, decoders, RunListener.SILENT).checking(checks).run();
    return Outcome.of(work);
  }
}
