package dev.xraygpu.gpu;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter.StageRate;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;

/** Measures what lanes compute on images that are on the GPU already. */
public final class StagesAlone {
  /** Long against the start of a kernel and the wait at the end. */
  private static final double SECONDS = 0.5;

  private static final int MOST_GOES = 100_000;

  private StagesAlone() {}

  /** Opens lanes. */
  public interface LaneSource {
    /** A lane that is empty. */
    GpuLane open(LaneSpecification specification) throws DeviceException;
  }

  /**
   * Measures.
   *
   * @param lanes how many are at work at once
   * @param source opens them
   * @param images of which each lane takes as many as it holds, at least one
   */
  public static StageRate measure(
      int lanes, LaneSource source, List<Stage> stages, List<HostImage> images)
      throws DeviceException {
    LaneSpecification specification = new LaneSpecification(stages, images.size(), Exclusion.NONE);
    List<GpuLane> opened = new ArrayList<>();
    try {
      for (int i = 0; i < lanes; i++) {
        opened.add(source.open(specification));
      }
      return measure(opened, images);
    } finally {
      opened.forEach(GpuLane::close);
    }
  }

  private static StageRate measure(List<GpuLane> lanes, List<HostImage> images)
      throws DeviceException {
    int batch = 0;
    for (GpuLane lane : lanes) {
      batch = fill(lane, images);
      lane.keep();
    }
    int goes = 1;
    while (true) {
      // The first go takes memory and the driver's time; it counts where one is long enough.
      double seconds = seconds(lanes, goes);
      if (seconds >= SECONDS || goes == MOST_GOES) {
        return new StageRate((double) goes * lanes.size() * batch / seconds, batch, lanes.size());
      }
      double wanted = 1.2 * goes * SECONDS / Math.max(seconds, 1e-6);
      goes = (int) Math.min(MOST_GOES, Math.max(2.0 * goes, Math.ceil(wanted)));
    }
  }

  private static int fill(GpuLane lane, List<HostImage> images) throws DeviceException {
    int count = 0;
    while (count < images.size() && !lane.full()) {
      HostImage image = images.get(count);
      lane.reserve(image.type(), image.size()).bytes().put(image.bytes());
      lane.add(true, ImagePlan.UNCHANGED);
      count++;
    }
    return count;
  }

  private static double seconds(List<GpuLane> lanes, int goes) throws DeviceException {
    long start = System.nanoTime();
    for (int go = 0; go < goes; go++) {
      for (GpuLane lane : lanes) {
        lane.computeKept();
      }
    }
    for (GpuLane lane : lanes) {
      lane.awaitKept();
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
