package dev.xraygpu.duplicate;

/**
 * What is left of an image for finding it again: its fine structure, without brightness, contrast
 * and whatever changes slowly from place to place, and a short description of that structure that
 * can be compared with millions of others. {@link SignatureExtractor} says how both are made.
 *
 * @param detail {@value #SIDE} x {@value #SIDE} values, row by row: the locally normalised image on
 *     a square grid, in units of 1/{@value #UNIT} of the local standard deviation
 * @param description {@value #DESCRIPTION} values: {@value #PER_BLOCK} for each block, blocks row
 *     by row
 */
record Signature(byte[] detail, byte[] description) {
  /** Columns and rows of the detail. */
  static final int SIDE = 96;

  /** What a local standard deviation counts as. */
  static final int UNIT = 40;

  /** Blocks per axis that the description tells apart. */
  static final int BLOCKS = 7;

  /** Values per block: cosine and sine of twice the angle of a gradient, and of four times. */
  static final int PER_BLOCK = 4;

  /** Values of a description. */
  static final int DESCRIPTION = BLOCKS * BLOCKS * PER_BLOCK;

  /** Values of a detail. */
  static final int DETAIL = SIDE * SIDE;
}
