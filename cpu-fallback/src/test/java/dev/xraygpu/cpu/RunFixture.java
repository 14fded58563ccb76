package dev.xraygpu.cpu;

import dev.xraygpu.configuration.Configuration;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A run's settings, changed one at a time from those of the tutorial pipeline at 64x64. */
record RunFixture(
    Path dataset,
    Path out,
    Pipeline pipeline,
    OutputFormat format,
    int threads,
    int batch,
    OnInvalid onInvalid,
    ExistingResults existing,
    RunListener listener) {

  static RunFixture of(GeneratedDataset dataset, Path out) {
    Pipeline pipeline =
        Pipeline.tutorial()
            .withStage(
                Stage.Kind.RESIZE,
                Optional.of(new Resize(Size.square(64), Fit.LETTERBOX, Interpolation.LINEAR)));
    return new RunFixture(
        dataset.root(),
        out,
        pipeline,
        OutputFormat.NPY,
        1,
        0,
        OnInvalid.DROP,
        ExistingResults.REFUSE,
        RunListener.SILENT);
  }

  RunFixture to(Path folder) {
    return new RunFixture(
        dataset, folder, pipeline, format, threads, batch, onInvalid, existing, listener);
  }

  RunFixture with(Pipeline other, OutputFormat otherFormat) {
    return new RunFixture(
        dataset, out, other, otherFormat, threads, batch, onInvalid, existing, listener);
  }

  RunFixture with(int otherThreads, int otherBatch) {
    return new RunFixture(
        dataset, out, pipeline, format, otherThreads, otherBatch, onInvalid, existing, listener);
  }

  RunFixture with(OnInvalid other) {
    return new RunFixture(
        dataset, out, pipeline, format, threads, batch, other, existing, listener);
  }

  RunFixture with(ExistingResults other) {
    return new RunFixture(
        dataset, out, pipeline, format, threads, batch, onInvalid, other, listener);
  }

  RunFixture with(RunListener other) {
    return new RunFixture(
        dataset, out, pipeline, format, threads, batch, onInvalid, existing, other);
  }

  RunReport run() throws RunException, DeviceException {
    try (Device device = new CpuDeviceProvider().open(0)) {
      return run(device);
    }
  }

  RunReport run(Device device) throws RunException, DeviceException {
    PassSettings settings =
        new PassSettings(
            threads,
            batch,
            onInvalid,
            Configuration.DEFAULT,
            DecodeLimits.DEFAULT,
            DecodeVerification.QUICK);
    PreprocessRun.Request request =
        new PreprocessRun.Request(
            dataset, ScanOptions.DEFAULT, out, pipeline, format, settings, existing);
    return new PreprocessRun(request, device, Decoders.load(), listener).run();
  }

  /** SHA-256 of every file below a folder, by relative path; the work folder's are left out. */
  static Map<String, String> sums(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    if (!Files.exists(folder)) {
      return sums;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith(".xray-gpu/")) {
          sums.put(name, sha256(Files.readAllBytes(file)));
        }
      }
    }
    return sums;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
