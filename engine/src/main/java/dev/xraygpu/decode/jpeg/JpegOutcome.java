package dev.xraygpu.decode.jpeg;

/** What became of a JPEG that {@link BaselineJpegDecoder} was given and found no damage in. */
public sealed interface JpegOutcome {
  /** The target holds the image. */
  record Decoded() implements JpegOutcome {
    static final Decoded INSTANCE = new Decoded();
  }

  /**
   * The file is of a kind that another decoder has to take; the target's content is undefined.
   *
   * @param reason which property of the file, in a few words
   */
  record NotHandled(String reason) implements JpegOutcome {}
}
