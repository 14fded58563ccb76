package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.List;

/**
 * What a stage decides on the host, such as where to crop, on images that are in memory with their
 * small copies, as in a run. What it does to the pixels is part of the whole job.
 */
final class StageDecision implements Activity {
  private final List<HostImage> images;
  private final int goes;
  private final List<Thumbnail> thumbnails;
  private final ImagePlanner planner;
  private final Setup setup;

  /**
   * A stage's decisions, under a name.
   *
   * @param images what it decides about, decoded
   * @param goes how many times
   */
  StageDecision(String name, Stage stage, List<HostImage> images, int goes, int threads) {
    Thumbnailer thumbnailer = new Thumbnailer();
    this.images = List.copyOf(images);
    this.goes = goes;
    this.thumbnails = images.stream().map(thumbnailer::of).toList();
    this.planner = ImagePlanner.of(List.of(stage));
    this.setup = Setup.onHost(Kind.STAGE, name, threads);
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws InterruptedException, DeviceException {
    return Outcome.of(Workers.share(setup.threads(), goes * images.size(), () -> this::decide));
  }

  private Work decide(int index) {
    int place = index % images.size();
    HostImage image = images.get(place);
    planner.plan("image", image, thumbnails.get(place));
    return new Work(1, image.pixelCount(), 0);
  }
}
