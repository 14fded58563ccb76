package dev.xraygpu.run;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.statistics.PixelSummary;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One file, outside of any dataset, through some stages.
 *
 * @param header what the file says of itself
 * @param frames how many frames the file has
 * @param acquisition how it was taken, by the manifest's columns
 * @param sha256 of its bytes
 * @param findings what is wrong with it
 * @param input summary of its decoded pixels
 * @param result pixels after the stages, in memory of their own
 */
public record SingleImage(
    ImageHeader header,
    int frames,
    Map<String, String> acquisition,
    String sha256,
    List<Finding> findings,
    PixelSummary input,
    HostImage result) {

  /**
   * Reads a file, or the frame of it that is asked for, and runs the stages; of several frames the
   * first, unless another is asked for.
   *
   * @throws RunException if the file cannot be decoded or a stage fails
   */
  public static SingleImage process(
      Path file, List<Stage> stages, DecodeRequest request, Device device, Decoders decoders)
      throws RunException, DeviceException {
    LaneSpecification specification =
        new LaneSpecification(Pipeline.onDevice(stages), 1, Exclusion.NONE);
    String name = String.valueOf(file.getFileName());
    FileBuffer buffer = new FileBuffer(request.limits());
    try (Lane lane = device.openLane(specification)) {
      ByteBuffer bytes = buffer.read(file);
      OpenImage image = decoders.open(bytes, request);
      ImageHeader header = image.header();
      HostImage target = lane.reserve(header.pixelType(), header.size());
      int number = Math.max(1, request.rendering().frames().only());
      List<DecodeNote> notes = new ArrayList<>(image.notes());
      notes.addAll(image.decode(number, target).notes());
      ImagePlanner.Decision decision =
          ImagePlanner.of(stages).plan(name, target, new Thumbnailer().of(target));
      lane.add(false, decision.plan());
      lane.submit();
      LaneResult result = lane.await().get(0);
      if (result instanceof LaneResult.Processed processed) {
        ImageChecks checks = new ImageChecks(QualityThresholds.DEFAULT);
        List<Finding> findings = new ArrayList<>(checks.ofHeader(name, header));
        for (DecodeNote note : notes) {
          findings.add(Finding.of(name, note.code(), note.message()));
        }
        findings.addAll(decision.findings());
        findings.addAll(checks.ofPixels(name, processed.input()));
        return new SingleImage(
            header,
            image.frames(),
            image.acquisition(number),
            buffer.sha256(),
            findings,
            processed.input(),
            processed.pixels().copy());
      }
      LaneResult.Failed failed = (LaneResult.Failed) result;
      throw new RunException(file + ": stage " + failed.stage() + ": " + failed.reason());
    } catch (DecodeException e) {
      throw new RunException(
          file + ": " + e.code() + ": " + e.getMessage() + ". " + e.code().remedy(), e);
    }
  }
}
