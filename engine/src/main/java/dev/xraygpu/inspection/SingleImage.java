package dev.xraygpu.inspection;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.denoise.DenoiseGuard;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.region.ImagePlanner.Decision;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file, outside of any dataset, through some stages.
 *
 * @param header what the file says of itself
 * @param frames how many frames the file has
 * @param acquisition how it was taken, by the manifest's columns
 * @param sha256 of its bytes
 * @param findings what is wrong with it
 * @param taken what the noise filter takes of it, where there is one and it can be measured
 * @param input summary of its decoded pixels
 * @param result pixels after the stages, in memory of their own
 */
public record SingleImage(
    ImageHeader header,
    int frames,
    Map<String, String> acquisition,
    String sha256,
    List<Finding> findings,
    Optional<DenoiseGuard.Measurement> taken,
    PixelSummary input,
    HostImage result) {

  /**
   * Reads a file, or the frame of it that is asked for, and runs the stages; of several frames the
   * first, unless another is asked for.
   *
   * @param faults what becomes of missing regions
   * @throws RunException if the file cannot be decoded or a stage fails
   */
  public static SingleImage process(
      Path file,
      List<Stage> stages,
      FaultChoices faults,
      DecodeRequest request,
      Device device,
      Decoders decoders)
      throws RunException, DeviceException {
    try {
      FileBuffer buffer = new FileBuffer(request.limits());
      DecodedFile decoded = DecodedFile.read(file, buffer, request, decoders);
      return of(
          DecodedFile.name(file),
          decoded,
          buffer.sha256(),
          new StageSteps(file, decoded, device, faults).after(stages),
          stages,
          faults);
    } catch (DecodeException e) {
      throw failure(file, e);
    }
  }

  /** What is known of a file once stages were run on it. */
  static SingleImage of(
      String name,
      DecodedFile decoded,
      String sha256,
      StageSteps.Step last,
      List<Stage> stages,
      FaultChoices faults) {
    ImageChecks checks = new ImageChecks(QualityThresholds.DEFAULT);
    List<Finding> findings = decoded.findings(name, checks);
    findings.addAll(last.decision().findings());
    findings.addAll(checks.ofPixels(name, last.input()));
    Optional<DenoiseGuard.Measurement> taken = taken(decoded, stages, last.decision());
    DenoiseGuard.of(stages, faults)
        .flatMap(guard -> taken.flatMap(measured -> guard.judge(name, measured)))
        .ifPresent(findings::add);
    return new SingleImage(
        decoded.header(),
        decoded.frames(),
        decoded.acquisition(),
        sha256,
        findings,
        taken,
        last.input(),
        last.pixels());
  }

  /** What the stages' noise filter takes of a file, whatever is to become of it. */
  static Optional<DenoiseGuard.Measurement> taken(
      DecodedFile file, List<Stage> stages, Decision decision) {
    HostImage pixels = file.pixels();
    Rectangle kept = decision.plan().kept(pixels.size());
    return DenoiseGuard.measuring(stages).flatMap(guard -> guard.measure(pixels, kept));
  }

  /** A file that cannot be decoded. */
  static RunException failure(Path file, DecodeException e) {
    return new RunException(file + ": " + e.code() + ": " + e.getMessage() + ". " + e.remedy(), e);
  }
}
