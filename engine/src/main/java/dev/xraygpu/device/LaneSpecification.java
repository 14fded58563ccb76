package dev.xraygpu.device;

import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelSummary;
import java.util.List;
import java.util.Optional;

/**
 * What a lane is for.
 *
 * @param stages pixel stages in order, without those decided on the host; empty to get the pixels
 *     back as they came
 * @param batch most images in flight at once, at least 1
 * @param exclusion which images the statistics leave out
 */
public record LaneSpecification(List<Stage> stages, int batch, Exclusion exclusion) {
  /** Refuses empty batches and stages that come with an image's plan. */
  public LaneSpecification {
    stages = List.copyOf(stages);
    if (batch < 1) {
      throw new IllegalArgumentException("a batch holds at least one image, not " + batch);
    }
    for (Stage stage : stages) {
      if (stage.decidedOnHost()) {
        throw new IllegalArgumentException(
            stage.name() + " is no stage of a lane: it comes with each image's plan");
      }
    }
  }

  /**
   * The failure of an image that no lane may get, since the stages {@linkplain Stage#refusal
   * refuse} its size. Asked before {@link Lane#add}, it is the same for every device.
   *
   * @param kept size of the part of the image that is kept
   */
  public Optional<LaneResult.Failed> refusal(Size kept) {
    Size size = kept;
    for (Stage stage : stages) {
      Optional<String> reason = stage.refusal(size);
      if (reason.isPresent()) {
        return Optional.of(new LaneResult.Failed(stage.name(), reason.get()));
      }
      size = stage.outputSize(size);
    }
    return Optional.empty();
  }

  /**
   * Which images do not count, decided from their own pixels before they are added to a histogram,
   * so that a device can do so without asking the host.
   *
   * @param meanUnder images with a lower mean, in units of an 8-bit pixel; 0 for none
   * @param constant whether images of a single value are left out
   */
  public record Exclusion(double meanUnder, boolean constant) {
    /** Leaves nothing out. */
    public static final Exclusion NONE = new Exclusion(0, false);

    /** Whether an image with that summary is left out. */
    public boolean excludes(PixelSummary summary) {
      return summary.meanIn8Bit() < meanUnder || (constant && summary.constant());
    }
  }
}
