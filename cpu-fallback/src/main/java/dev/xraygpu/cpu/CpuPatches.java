package dev.xraygpu.cpu;

import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Patches painted into an image for as long as the stages run; {@link #restore} brings back what
 * they covered, because the input's histogram is that of the image as it came.
 */
final class CpuPatches {
  private final HostImage image;
  private final List<Covered> covered = new ArrayList<>();

  private record Covered(Rectangle area, byte[] pixels) {}

  private CpuPatches(HostImage image) {
    this.image = image;
  }

  /** Paints the patches, a later one over an earlier one. */
  static CpuPatches paint(List<Patch> patches, HostImage image) {
    CpuPatches painted = new CpuPatches(image);
    for (Patch patch : patches) {
      painted.covered.add(new Covered(patch.area(), painted.read(patch.area())));
      if (patch instanceof Patch.Pixels given) {
        byte[] pixels = new byte[given.pixels().byteSize()];
        given.pixels().bytes().get(pixels);
        painted.write(patch.area(), pixels);
      } else if (patch instanceof Patch.Constant constant) {
        painted.fill(constant.area(), constant.value());
      }
    }
    return painted;
  }

  /** Brings back what was covered. */
  void restore() {
    for (int i = covered.size() - 1; i >= 0; i--) {
      write(covered.get(i).area(), covered.get(i).pixels());
    }
    covered.clear();
  }

  private byte[] read(Rectangle area) {
    int row = area.size().width() * image.type().bytes();
    byte[] pixels = new byte[row * area.size().height()];
    for (int y = 0; y < area.size().height(); y++) {
      image.pixels().get(offset(area, y), pixels, y * row, row);
    }
    return pixels;
  }

  private void write(Rectangle area, byte[] pixels) {
    int row = area.size().width() * image.type().bytes();
    for (int y = 0; y < area.size().height(); y++) {
      image.pixels().put(offset(area, y), pixels, y * row, row);
    }
  }

  private void fill(Rectangle area, int value) {
    ByteBuffer pixels = image.pixels();
    for (int y = 0; y < area.size().height(); y++) {
      int start = offset(area, y);
      for (int x = 0; x < area.size().width(); x++) {
        if (image.type() == PixelType.U8) {
          pixels.put(start + x, (byte) value);
        } else {
          pixels.putChar(start + 2 * x, (char) value);
        }
      }
    }
  }

  private int offset(Rectangle area, int y) {
    return ((area.y() + y) * image.size().width() + area.x()) * image.type().bytes();
  }
}
