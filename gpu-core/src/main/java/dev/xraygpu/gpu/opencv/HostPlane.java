package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.Size;

/**
 * Elements in page-locked host memory, without gaps.
 *
 * @param block where they lie
 * @param offset bytes from the block's start to the first one
 * @param element what they are
 * @param size columns and rows
 */
record HostPlane(HostBlock block, int offset, Element element, Size size) {
  /** Elements at the start of a block. */
  HostPlane(HostBlock block, Element element, Size size) {
    this(block, 0, element, size);
  }
}
