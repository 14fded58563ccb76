package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;

/**
 * A rectangle of elements in device memory, or a part of one.
 *
 * @param memory where it lies; the block behind it may be replaced between batches
 * @param offset bytes from the memory's start to the first element
 * @param element what it holds
 * @param size columns and rows
 * @param pitch bytes from row to row
 */
record DevicePlane(DeviceArena memory, long offset, Element element, Size size, long pitch) {
  /** Where it is on the device. */
  long address() {
    return memory.address() + offset;
  }

  /** A part of it, in the same memory. */
  DevicePlane part(Rectangle area) {
    if (!area.inside(size)) {
      throw new IllegalArgumentException("a part " + area + " of a plane of " + size);
    }
    long start = offset + area.y() * pitch + (long) area.x() * element.bytes();
    return new DevicePlane(memory, start, element, area.size(), pitch);
  }
}
