package dev.xraygpu.decode;

import dev.xraygpu.pipeline.Rendering;

/**
 * How files are opened.
 *
 * @param limits what is refused before memory is taken
 * @param verification how far a decode is distrusted
 * @param rendering what becomes of a file's pixels
 */
public record DecodeRequest(
    DecodeLimits limits, DecodeVerification verification, Rendering rendering) {
  /** The defaults. */
  public static final DecodeRequest DEFAULT =
      new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.QUICK, Rendering.DEFAULT);
}
