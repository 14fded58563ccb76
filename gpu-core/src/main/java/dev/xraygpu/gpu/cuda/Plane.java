package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.List;

/**
 * Gray pixels in device memory.
 *
 * @param address of the first one
 * @param pitch pixels from one row to the next
 * @param size columns and rows
 * @param type how a pixel is stored
 */
record Plane(long address, int pitch, Size size, PixelType type) {
  /** An image without gaps between its rows. */
  static Plane whole(long address, Size size, PixelType type) {
    return new Plane(address, size.width(), size, type);
  }

  /** A part of it, in place. */
  Plane part(Rectangle part) {
    return new Plane(addressOf(part.x(), part.y()), pitch, part.size(), type);
  }

  /** Where a pixel lies. */
  long addressOf(int x, int y) {
    return address + ((long) y * pitch + x) * type.bytes();
  }

  /** Bytes of its pixels, without gaps. */
  long bytes() {
    return size.area() * type.bytes();
  }

  /** The traffic of a kernel that reads each source and writes each target once. */
  static MemoryTraffic traffic(List<Plane> sources, List<Plane> targets) {
    return new MemoryTraffic(
        sources.stream().mapToLong(Plane::bytes).sum(),
        targets.stream().mapToLong(Plane::bytes).sum());
  }
}
