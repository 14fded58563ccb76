package dev.xraygpu.run;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file, outside of any dataset, through some stages.
 *
 * @param header what the file says of itself
 * @param sha256 of its bytes
 * @param findings what is wrong with it
 * @param input summary of its decoded pixels
 * @param result pixels after the stages, in memory of their own
 */
public record SingleImage(
    ImageHeader header,
    String sha256,
    List<Finding> findings,
    PixelSummary input,
    HostImage result) {

  /**
   * Reads a file and runs the stages.
   *
   * @throws RunException if the file cannot be decoded or a stage fails
   */
  public static SingleImage process(
      Path file,
      List<Stage> stages,
      DecodeLimits limits,
      DecodeVerification verification,
      Device device,
      Decoders decoders)
      throws RunException, DeviceException {
    LaneSpecification specification = new LaneSpecification(stages, 1, Exclusion.NONE);
    String name = String.valueOf(file.getFileName());
    FileBuffer buffer = new FileBuffer(limits);
    try (Lane lane = device.openLane(specification)) {
      ByteBuffer bytes = buffer.read(file);
      ImageHeader header = HeaderProbe.probe(bytes, limits);
      HostImage target = lane.reserve(header.pixelType(), header.size());
      decoders.decode(bytes, header, target, verification);
      lane.add(false, ImagePlan.UNCHANGED);
      lane.submit();
      LaneResult result = lane.await().get(0);
      if (result instanceof LaneResult.Processed processed) {
        ImageChecks checks = new ImageChecks(QualityThresholds.DEFAULT);
        List<Finding> findings = new ArrayList<>(checks.ofHeader(name, header));
        findings.addAll(checks.ofPixels(name, processed.input()));
        return new SingleImage(
            header, buffer.sha256(), findings, processed.input(), processed.pixels().copy());
      }
      LaneResult.Failed failed = (LaneResult.Failed) result;
      throw new RunException(file + ": stage " + failed.stage() + ": " + failed.reason());
    } catch (DecodeException e) {
      throw new RunException(
          file + ": " + e.code() + ": " + e.getMessage() + ". " + e.code().remedy(), e);
    }
  }
}
