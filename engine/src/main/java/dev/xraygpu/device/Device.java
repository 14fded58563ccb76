package dev.xraygpu.device;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open device. Thread-safe: lanes may be opened from any thread. Closing it while a lane is open
 * is the caller's error.
 */
public interface Device extends AutoCloseable {
  /** What it is. */
  DeviceDescription description();

  /**
   * Formats whose encoded bytes a lane of this device takes as they are and decodes itself, to the
   * same pixels as the decoders of this program. All others are decoded on the host.
   */
  Set<ImageFormat> decodes();

  /**
   * How many lanes one worker should keep in flight: 1 where submitting does the work at once, 2 or
   * more where upload, computation and download overlap with the filling of the next lane.
   */
  int lanesPerWorker();

  /** A good number of images in a batch on this device. */
  int preferredBatch();

  /**
   * Opens a lane. All memory that does not depend on the images' sizes is taken now.
   *
   * @throws DeviceException if the device has no room for it or cannot run one of the stages; the
   *     message says which
   */
  Lane openLane(LaneSpecification specification) throws DeviceException;

  /**
   * Opens as many lanes as {@linkplain #lanesPerWorker one worker should have}.
   *
   * @throws DeviceException as {@link #openLane}; none is open then
   */
  default List<Lane> openLanes(LaneSpecification specification) throws DeviceException {
    List<Lane> lanes = new ArrayList<>();
    try {
      while (lanes.size() < lanesPerWorker()) {
        lanes.add(openLane(specification));
      }
    } catch (DeviceException | RuntimeException | Error e) {
      lanes.forEach(Lane::close);
      throw e;
    }
    return lanes;
  }

  /**
   * Why this device cannot run a stage, and what to do; nothing where it can. A lane with such a
   * stage cannot be opened.
   */
  default Optional<String> refusal(Stage stage) {
    return Optional.empty();
  }

  /**
   * Refuses stages that the device does not have, in the words of {@link #refusal}: what {@link
   * #openLane} begins with.
   *
   * @throws DeviceException for the first of them
   */
  default void requireStages(LaneSpecification specification) throws DeviceException {
    for (Stage stage : specification.stages()) {
      Optional<String> refusal = refusal(stage);
      if (refusal.isPresent()) {
        throw new DeviceException(refusal.get());
      }
    }
  }

  /** What each step took on the device so far; empty where the device does not measure. */
  default List<StageTimes.StageTime> stageTimes() {
    return List.of();
  }

  /**
   * Its meter, where it has a clock of its own. With the first call, figures begin anew, and lanes
   * that are opened from then on take the time of each kernel, which costs a little.
   */
  default Optional<DeviceMeter> meter() {
    return Optional.empty();
  }

  /** Gives everything back. */
  @Override
  void close();
}
