package dev.xraygpu.bench;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * One stage on images that are in memory: copied into a lane, submitted, awaited. On a GPU, that
 * includes upload and download.
 */
final class StageAlone implements Activity {
  private final List<HostImage> images;
  private final int goes;
  private final Device device;
  private final LaneSpecification lanes;
  private final Setup setup;

  /**
   * A stage on images.
   *
   * @param name of the stage for people
   * @param images what the stage gets, as the stages before it left them
   * @param goes how many times it gets them
   * @param batch images in a lane, or 0 for the device's choice
   */
  StageAlone(
      String name,
      Stage stage,
      List<HostImage> images,
      int goes,
      BenchmarkedDevice device,
      int threads,
      int batch,
      String size) {
    this.images = List.copyOf(images);
    this.goes = goes;
    this.device = device.device();
    this.lanes = lanes(List.of(stage), device.device(), batch);
    this.setup = new Setup(Kind.STAGE, name, threads, device.name(), batch, size);
  }

  private static LaneSpecification lanes(List<Stage> stages, Device device, int batch) {
    return new LaneSpecification(
        stages, batch == 0 ? device.preferredBatch() : batch, LaneSpecification.Exclusion.NONE);
  }

  /** What a stage makes of images, in memory of their own. */
  static List<HostImage> results(Stage stage, List<HostImage> images, Device device)
      throws DeviceException {
    List<HostImage> results = new ArrayList<>();
    try (Lane lane = device.openLane(lanes(List.of(stage), device, 1))) {
      for (HostImage image : images) {
        put(image, lane);
        lane.submit();
        for (LaneResult result : lane.await()) {
          if (result instanceof LaneResult.Processed processed) {
            results.add(processed.pixels().copy());
          }
        }
      }
    }
    return results;
  }

  private static void put(HostImage image, Lane lane) throws DeviceException {
    lane.reserve(image.type(), image.size()).bytes().put(image.bytes());
    lane.add(false, ImagePlan.UNCHANGED);
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws InterruptedException, DeviceException {
    return Outcome.of(Workers.share(setup.threads(), goes * images.size(), LaneWorker::new));
  }

  /** One thread's lanes, used in turn. */
  private final class LaneWorker implements Workers.Worker {
    private final List<Lane> ring;
    private final List<Lane> inFlight = new ArrayList<>();
    private int current;

    LaneWorker() throws DeviceException {
      ring = device.openLanes(lanes);
    }

    @Override
    public Work take(int index) throws DeviceException {
      HostImage image = images.get(index % images.size());
      Lane lane = ring.get(current);
      if (inFlight.remove(lane)) {
        lane.await();
      }
      put(image, lane);
      if (lane.full()) {
        lane.submit();
        inFlight.add(lane);
        current = (current + 1) % ring.size();
      }
      return new Work(1, image.pixelCount(), 0);
    }

    @Override
    public void close() throws DeviceException {
      try {
        Lane last = ring.get(current);
        if (last.pending() > 0) {
          last.submit();
          inFlight.add(last);
        }
        for (Lane lane : inFlight) {
          lane.await();
        }
      } finally {
        ring.forEach(Lane::close);
      }
    }
  }
}
