package dev.xraygpu.decode;

import java.util.OptionalLong;

/**
 * What became of a file that an {@link ImageDecoder} was given.
 *
 * @param done whether the target holds the pixels; else the decoder does not know this variant of
 *     the format, and the target's content is undefined
 * @param colored how many pixels are {@linkplain ColoredPixel coloured}, if the decoder noticed on
 *     its way; of an image without colour channels it need not say
 */
public record Decoding(boolean done, OptionalLong colored) {
  /** Another decoder has to take the file. */
  public static final Decoding LEFT = new Decoding(false, OptionalLong.empty());

  /** The target holds the pixels. */
  public static final Decoding DONE = new Decoding(true, OptionalLong.empty());

  /** The same, and what is stored as colour is gray. */
  public static final Decoding GRAY = done(0);

  /** The target holds the pixels, so many of which are coloured. */
  public static Decoding done(long colored) {
    return new Decoding(true, OptionalLong.of(colored));
  }
}
