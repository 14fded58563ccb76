package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.SyntheticImages;
import java.util.ArrayList;
import java.util.List;

/** Sends images through a lane. */
public final class LaneBatch {
  private LaneBatch() {}

  /** Adds one image to the lane's batch. */
  public static void add(Lane lane, HostImage image, boolean counted) throws DeviceException {
    add(lane, image, counted, ImagePlan.UNCHANGED);
  }

  /** Adds one image with what was decided for it. */
  public static void add(Lane lane, HostImage image, boolean counted, ImagePlan plan)
      throws DeviceException {
    SyntheticImages.copy(image, lane.reserve(image.type(), image.size()));
    lane.add(counted, plan);
  }

  /** One whole batch; the results live in the lane. */
  public static List<LaneResult> run(Lane lane, List<HostImage> images) throws DeviceException {
    for (HostImage image : images) {
      add(lane, image, true);
    }
    lane.submit();
    return lane.await();
  }

  /** Any number of images in batches of {@code batch}; the results are copies. */
  public static List<HostImage> runAll(Lane lane, List<HostImage> images, int batch)
      throws DeviceException {
    List<HostImage> results = new ArrayList<>();
    for (int from = 0; from < images.size(); from += batch) {
      List<HostImage> part = images.subList(from, Math.min(images.size(), from + batch));
      for (LaneResult result : run(lane, part)) {
        results.add(processed(result).pixels().copy());
      }
    }
    return results;
  }

  /** The result of an image that must have gone through. */
  public static LaneResult.Processed processed(LaneResult result) {
    if (result instanceof LaneResult.Processed processed) {
      return processed;
    }
    throw new AssertionError("expected pixels, not " + result);
  }
}
