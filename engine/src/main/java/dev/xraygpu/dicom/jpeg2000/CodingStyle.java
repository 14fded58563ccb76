package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * How a component of a tile is coded.
 *
 * @param levels of the wavelet transform
 * @param blockWidthBits code-blocks are at most two to the power of this wide
 * @param blockHeightBits likewise
 * @param precincts by resolution, the coarsest first: 4 bits each, widths below heights, as powers
 *     of two
 * @param symbols whether each bit-plane ends with a symbol that shows damage
 * @param highThroughput whether code-blocks are coded by ISO/IEC 15444-15
 */
record CodingStyle(
    int levels,
    int blockWidthBits,
    int blockHeightBits,
    List<Integer> precincts,
    boolean symbols,
    boolean highThroughput) {

  int precinctWidthBits(int resolution) {
    return precincts.get(resolution) & 15;
  }

  int precinctHeightBits(int resolution) {
    return precincts.get(resolution) >> 4;
  }
}
