package dev.xraygpu.duplicate;

import java.util.Locale;

/** In what two files of the same exposure agree, from the most to the least. */
public enum DuplicateKind {
  /** Every byte of the files. */
  SAME_BYTES,
  /** Every decoded pixel, in different files. */
  SAME_PIXELS,
  /**
   * What they show, in different pixels: encoded again, resized, brighter, with other contrast,
   * inverted, mirrored, cropped at the border or marked.
   */
  NEAR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
