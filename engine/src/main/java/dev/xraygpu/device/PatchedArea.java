package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;

/**
 * A part of an image as it was before a patch covered it.
 *
 * @param area where it was
 * @param pixels what it was, in memory of its own
 */
record PatchedArea(Rectangle area, HostImage pixels) {
  /** A copy of that part. */
  static PatchedArea of(HostImage image, Rectangle area) {
    HostImage pixels = HostImage.allocate(image.type(), area.size());
    copyRows(image, area, pixels, Rectangle.whole(area.size()));
    return new PatchedArea(area, pixels);
  }

  /** Puts the part back. */
  void restore(HostImage image) {
    copyRows(pixels, Rectangle.whole(area.size()), image, area);
  }

  private static void copyRows(HostImage from, Rectangle source, HostImage to, Rectangle target) {
    Size size = source.size();
    int bytes = size.width() * from.type().bytes();
    ByteBuffer read = from.bytes();
    ByteBuffer written = to.bytes();
    for (int y = 0; y < size.height(); y++) {
      written.put(offset(to, target, y), read, offset(from, source, y), bytes);
    }
  }

  private static int offset(HostImage image, Rectangle area, int y) {
    return ((area.y() + y) * image.size().width() + area.x()) * image.type().bytes();
  }
}
