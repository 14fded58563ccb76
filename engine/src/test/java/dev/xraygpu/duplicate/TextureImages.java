package dev.xraygpu.duplicate;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.SplittableRandom;

/** Images of structure at all scales, of which no two are alike. */
final class TextureImages {
  private TextureImages() {}

  /** An image; the same for the same seed. */
  static HostImage of(Size size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] waves = new double[60][4];
    for (double[] wave : waves) {
      double frequency = 0.02 * Math.pow(30, random.nextDouble());
      double angle = Math.PI * random.nextDouble();
      wave[0] = frequency * Math.cos(angle);
      wave[1] = frequency * Math.sin(angle);
      wave[2] = 2 * Math.PI * random.nextDouble();
      wave[3] = 10 + 6 * random.nextDouble();
    }
    HostImage image = HostImage.allocate(PixelType.U8, size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double value = 128;
        for (double[] wave : waves) {
          value += wave[3] * Math.sin(wave[0] * x + wave[1] * y + wave[2]) * 0.5;
        }
        put(image, x, y, value);
      }
    }
    return image;
  }

  private static void put(HostImage image, int x, int y, double value) {
    int index = y * image.size().width() + x;
    image.pixels().put(index, (byte) Math.max(0, Math.min(255, Math.round(value))));
  }

  /** A part of an image, without so many pixels at each side. */
  static HostImage cropped(HostImage image, int left, int top, int right, int bottom) {
    Size size = new Size(image.size().width() - left - right, image.size().height() - top - bottom);
    HostImage result = HostImage.allocate(PixelType.U8, size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        put(result, x, y, image.get(x + left, y + top));
      }
    }
    return result;
  }

  static HostImage mirrored(HostImage image) {
    HostImage result = HostImage.allocate(PixelType.U8, image.size());
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 0; x < image.size().width(); x++) {
        put(result, x, y, image.get(image.size().width() - 1 - x, y));
      }
    }
    return result;
  }

  static HostImage inverted(HostImage image) {
    HostImage result = HostImage.allocate(PixelType.U8, image.size());
    for (int i = 0; i < image.pixelCount(); i++) {
      result.pixels().put(i, (byte) ~image.pixels().get(i));
    }
    return result;
  }

  static HostImage withGamma(HostImage image, double gamma) {
    HostImage result = HostImage.allocate(PixelType.U8, image.size());
    for (int i = 0; i < image.pixelCount(); i++) {
      double value = 255 * Math.pow((image.pixels().get(i) & 0xff) / 255.0, gamma);
      result.pixels().put(i, (byte) Math.round(value));
    }
    return result;
  }
}
