package dev.xraygpu.dicom.jpeg2000;

/** The coefficients of a code-block, as whole steps of their subband. */
interface DecodedBlock {
  /**
   * Copies a row of twice the coefficients, so that the middle of what a coefficient may have been
   * before it was quantised, or cut, is a whole number: 5 is what was 2 to 3 steps.
   *
   * @param y the row
   * @param doubled of the block's width or more
   */
  void copyRow(int y, int[] doubled);
}
