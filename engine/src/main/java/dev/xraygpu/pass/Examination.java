package dev.xraygpu.pass;

import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.denoise.DenoiseGuard;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host finds out about decoded pixels before a lane gets them, while they are warm in the
 * cache: their plan, what the noise filter would take, and what they are compared by. One per
 * worker.
 */
final class Examination {
  private final LaneSpecification lanes;
  private final ImagePlanner planner;
  private final Optional<DenoiseGuard> denoiseGuard;
  private final SignatureFile.@Nullable Writer signatures;
  private final Thumbnailer thumbnailer = new Thumbnailer();

  /**
   * An examination for some stages.
   *
   * @param lanes what the lanes do
   * @param signatures receives what images are compared by, if they are
   */
  Examination(
      LaneSpecification lanes,
      ImagePlanner planner,
      Optional<DenoiseGuard> denoiseGuard,
      SignatureFile.@Nullable Writer signatures) {
    this.lanes = lanes;
    this.planner = planner;
    this.denoiseGuard = denoiseGuard;
    this.signatures = signatures;
  }

  /**
   * What was found.
   *
   * @param measures to compare the image by, if images are compared
   * @param plan for the lane; it fits the image
   */
  record Found(@Nullable ImageMeasures measures, ImagePlan plan) {}

  /** An image that no lane may get. The message is one line, without the image's name. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  /**
   * Examines a frame and adds findings to its row.
   *
   * @param file all bytes of the file
   * @param image the decoded pixels, only read
   * @param usable whether the findings so far let the image be used
   * @throws Refusal if the stages refuse the image, or a step stumbles over it, which must not end
   *     a run over a million of them
   * @throws IOException if the signature cannot be written
   */
  Found of(
      FileRows.Row row,
      ByteBuffer file,
      ImageHeader header,
      DecodedFrame frame,
      HostImage image,
      boolean usable)
      throws IOException, Refusal {
    ImageMeasures measures = null;
    ImagePlan plan = ImagePlan.UNCHANGED;
    if (signatures != null || planner.looksAtImages()) {
      Thumbnail thumbnail = step("its signature", () -> smallCopy(row, image, usable));
      plan = step("its crop and patches", () -> plan(row, image, thumbnail));
      if (signatures != null) {
        measures =
            step("its measures", () -> ImageMeasures.of(file, header, frame.colored(), thumbnail));
      }
    }
    ImagePlan decided = plan;
    if (usable && denoiseGuard.isPresent()) {
      DenoiseGuard guard = denoiseGuard.get();
      Optional<Finding> finding =
          step(
              "what the noise filter takes from it",
              () -> guard.check(row.path(), image, decided.kept(image.size())));
      finding.ifPresent(row.findings()::add);
    }
    Optional<LaneResult.Failed> refusal =
        step("its new size", () -> lanes.refusal(decided.kept(image.size()).size()));
    if (refusal.isPresent()) {
      throw new Refusal(refusal.get().message());
    }
    return new Found(measures, plan);
  }

  private Thumbnail smallCopy(FileRows.Row row, HostImage image, boolean usable)
      throws IOException {
    Thumbnail thumbnail = thumbnailer.of(image);
    if (signatures != null && usable) {
      if (row.frame() <= 1) {
        signatures.write(row.sample().ordinal(), thumbnail);
      } else {
        signatures.writeFrame(row.sample().ordinal(), row.frame(), thumbnail);
      }
    }
    return thumbnail;
  }

  private ImagePlan plan(FileRows.Row row, HostImage image, Thumbnail thumbnail) {
    ImagePlanner.Decision decision = planner.plan(row.path(), image, thumbnail);
    decision.plan().requireFits(image.type(), image.size());
    row.findings().addAll(decision.findings());
    return decision.plan();
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private static <T> T step(String sought, Step<T> step) throws IOException, Refusal {
    try {
      return step.take();
    } catch (RuntimeException e) {
      throw new Refusal("finding " + sought + " failed unexpectedly: " + OneLine.of(e.toString()));
    }
  }
}
