package dev.xraygpu.inspection;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a decoded image through the first stages of a pipeline, on a device. */
public final class StageSteps {
  private final Path path;
  private final DecodedFile file;
  private final Device device;
  private final FaultChoices faults;

  /**
   * Steps of a file.
   *
   * @param path where it is
   * @param faults what becomes of missing regions
   */
  public StageSteps(Path path, DecodedFile file, Device device, FaultChoices faults) {
    this.faults = faults;
    this.path = path;
    this.file = file;
    this.device = device;
  }

  /**
   * What the stages made of it.
   *
   * @param decision what was decided for them on the host
   * @param input summary of the pixels before the first stage
   * @param pixels after the last, in memory of their own
   */
  public record Step(ImagePlanner.Decision decision, PixelSummary input, HostImage pixels) {}

  /**
   * Runs all of some stages at once.
   *
   * @throws RunException if one fails
   */
  Step after(List<Stage> stages) throws RunException, DeviceException {
    LaneSpecification specification =
        new LaneSpecification(Pipeline.onDevice(stages), 1, Exclusion.NONE);
    ImagePlanner.Decision decision =
        ImagePlanner.of(stages, faults)
            .plan(DecodedFile.name(path), file.pixels(), file.thumbnail());
    Optional<LaneResult.Failed> refusal =
        specification.refusal(decision.plan().kept(file.pixels().size()).size());
    if (refusal.isPresent()) {
      throw failure(refusal.get());
    }
    try (Lane lane = device.openLane(specification)) {
      HostImage target = lane.reserve(file.pixels().type(), file.pixels().size());
      target.bytes().put(file.pixels().bytes());
      lane.add(false, decision.plan());
      lane.submit();
      LaneResult result = lane.await().get(0);
      if (result instanceof LaneResult.Processed processed) {
        return new Step(decision, processed.input(), processed.pixels().copy());
      }
      throw failure((LaneResult.Failed) result);
    }
  }

  private RunException failure(LaneResult.Failed failed) {
    return new RunException(path + ": " + failed.message());
  }

  /** After none of the stages, after the first, after the first two, and so on to all of them. */
  public List<Step> each(List<Stage> stages) throws RunException, DeviceException {
    List<Step> steps = new ArrayList<>();
    for (int count = 0; count <= stages.size(); count++) {
      steps.add(after(stages.subList(0, count)));
    }
    return steps;
  }
}
