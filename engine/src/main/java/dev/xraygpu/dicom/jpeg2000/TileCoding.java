package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * How a tile is coded.
 *
 * @param progressions in what order its packets follow each other
 * @param layers of quality
 * @param transformed whether the first three components are sums and differences of colours
 * @param styles by component
 * @param quantizations by component
 * @param regionShifts by component: by how many bits a region of interest stands above the rest
 */
record TileCoding(
    List<Progression> progressions,
    int layers,
    boolean transformed,
    List<CodingStyle> styles,
    List<Quantization> quantizations,
    List<Integer> regionShifts) {
  int components() {
    return styles.size();
  }
}
