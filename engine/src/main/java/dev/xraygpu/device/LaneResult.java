package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.statistics.PixelSummary;

/** What became of one image of a batch. */
public sealed interface LaneResult {
  /**
   * It went through all stages.
   *
   * @param pixels the result, in the lane's own memory: valid until the lane is filled again
   * @param input summary of the pixels before the first stage
   * @param counted whether it was added to the lane's statistics
   */
  record Processed(HostImage pixels, PixelSummary input, boolean counted) implements LaneResult {}

  /**
   * This image failed; the others of the batch did not.
   *
   * @param stage the stage that failed, or {@code decode} where the device decodes
   * @param reason what was wrong
   */
  record Failed(String stage, String reason) implements LaneResult {
    /** Both in one line. */
    public String message() {
      return "stage " + stage + ": " + reason;
    }
  }
}
