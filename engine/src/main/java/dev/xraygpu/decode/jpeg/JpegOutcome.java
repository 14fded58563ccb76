package dev.xraygpu.decode.jpeg;

/** What became of a JPEG that {@link BaselineJpegDecoder} was given and found no damage in. */
public sealed interface JpegOutcome {
  /**
   * The target holds the image.
   *
   * @param gray whether there are no colour channels, or all their coefficients are 0
   */
  record Decoded(boolean gray) implements JpegOutcome {
    static final Decoded GRAY = new Decoded(true);
    static final Decoded COLOR = new Decoded(false);
  }

  /**
   * The file is of a kind that another decoder has to take; the target's content is undefined.
   *
   * @param reason which property of the file, in a few words
   */
  record NotHandled(String reason) implements JpegOutcome {}
}
