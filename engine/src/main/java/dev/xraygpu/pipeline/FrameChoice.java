package dev.xraygpu.pipeline;

/**
 * Which frames of a file become images.
 *
 * @param only one frame's number from 1, or 0 for all of them
 */
public record FrameChoice(int only) {
  /** Every frame is an image of its own. */
  public static final FrameChoice ALL = new FrameChoice(0);

  /** Refuses negative numbers. */
  public FrameChoice {
    if (only < 0) {
      throw new IllegalArgumentException("frame: they count from 1, not from " + only);
    }
  }

  /** Whether a frame, counted from 1, is chosen. */
  public boolean includes(int frame) {
    return only == 0 || only == frame;
  }

  /**
   * Reads {@code all} or a number from 1.
   *
   * @throws PipelineFormatException naming {@code key} if it is something else
   */
  public static FrameChoice parse(String key, String text) throws PipelineFormatException {
    if (text.trim().equalsIgnoreCase("all")) {
      return ALL;
    }
    try {
      int number = Integer.parseInt(text.trim());
      if (number >= 1) {
        return new FrameChoice(number);
      }
    } catch (NumberFormatException e) {
      throw new PipelineFormatException(expected(key, text), e);
    }
    throw new PipelineFormatException(expected(key, text));
  }

  private static String expected(String key, String text) {
    return key + ": expected all or a number from 1, not '" + StageText.shown(text) + "'";
  }

  @Override
  public String toString() {
    return only == 0 ? "all" : Integer.toString(only);
  }
}
