package dev.xraygpu.dicom.jpeg2000;

/**
 * A subband of a tile's component.
 *
 * @param kind which frequencies it holds
 * @param area in its own coordinates
 * @param left column of its first coefficient in the tile's array, where the bands of a resolution
 *     lie beside and below the next lower one
 * @param top row of it
 * @param planes bit-planes that its coefficients may have
 * @param regionShift by how many bits those of a region of interest stand above the others
 * @param step what a coefficient's 1 stands for, where they were quantised
 */
record Subband(Kind kind, Area area, int left, int top, int planes, int regionShift, float step) {
  /** Frequencies, in the order in which packets hold them. */
  enum Kind {
    LOW,
    HORIZONTALLY_HIGH,
    VERTICALLY_HIGH,
    HIGH
  }
}
