package dev.xraygpu.selftest;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images that are like chest X-rays to a device: smooth shades, edges, a bright letter, noise of a
 * detector; of sizes that are odd, tiny, wide and tall. The same in every run.
 */
final class PhantomImages {
  private static final List<Size> SIZES =
      List.of(
          new Size(1, 1),
          new Size(2, 3),
          new Size(1, 37),
          new Size(41, 1),
          new Size(33, 257),
          new Size(224, 224),
          new Size(448, 448),
          new Size(517, 391),
          new Size(1000, 61),
          new Size(640, 880));

  private PhantomImages() {}

  /** One image of each size. */
  static List<HostImage> of(PixelType type) {
    List<HostImage> images = new ArrayList<>();
    for (Size size : SIZES) {
      images.add(phantom(type, size));
    }
    return images;
  }

  private static HostImage phantom(PixelType type, Size size) {
    HostImage image = HostImage.allocate(type, size);
    SplittableRandom random = new SplittableRandom(31L * size.width() + size.height());
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double u = (x + 0.5) / size.width();
        double v = (y + 0.5) / size.height();
        double lungs =
            StrictMath.exp(
                -30
                    * (StrictMath.pow(Math.abs(u - 0.5) - 0.22, 2)
                        + 0.4 * StrictMath.pow(v - 0.5, 2)));
        double ribs = 0.06 * StrictMath.sin(40 * v + 6 * u);
        boolean letter = u > 0.85 && u < 0.9 && v > 0.05 && v < 0.15;
        double shade =
            letter ? 0.97 : 0.75 - 0.5 * lungs + ribs + 0.08 * (random.nextDouble() - 0.5);
        int value = (int) Math.rint(Math.max(0, Math.min(1, shade)) * type.maxValue());
        int at = y * size.width() + x;
        if (type == PixelType.U8) {
          image.pixels().put(at, (byte) value);
        } else {
          image.pixels().putChar(2 * at, (char) value);
        }
      }
    }
    return image;
  }
}
