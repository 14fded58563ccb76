package dev.xraygpu.dicom.codec;

import dev.xraygpu.image.Size;

/**
 * A frame's samples as its compressed stream holds them.
 *
 * @param size columns and rows, of the stream
 * @param samples per pixel, of the stream
 * @param precision bits per sample, of the stream
 * @param signed whether the stream says that its samples are signed
 * @param values samples, those of a pixel following each other; sign-extended if signed
 * @param color what the samples of a colour image are
 */
public record DecodedFrame(
    Size size, int samples, int precision, boolean signed, short[] values, Color color) {

  /** What the samples of a colour image are. */
  public enum Color {
    /** What the data set says. */
    AS_DECLARED,
    /** The stream's own colour transform was undone. */
    RGB,
    /** The stream says so itself. */
    YBR
  }
}
