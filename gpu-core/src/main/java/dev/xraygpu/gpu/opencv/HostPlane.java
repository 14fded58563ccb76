package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.Size;

/**
 * Elements in page-locked host memory, without gaps.
 *
 * @param block where they lie
 * @param element what they are
 * @param size columns and rows
 */
record HostPlane(HostBlock block, Element element, Size size) {
  /** Bytes it takes. */
  long bytes() {
    return size.area() * element.bytes();
  }
}
