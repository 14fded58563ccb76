package dev.xraygpu.image;

import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Images that tests compute: the same for the same arguments, on every machine. */
public final class SyntheticImages {
  private SyntheticImages() {}

  /** An image of given values, which are taken modulo the type's number of values. */
  public static HostImage of(PixelType type, Size size, IntBinaryOperator valueAt) {
    HostImage image = HostImage.allocate(type, size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        set(image, x, y, valueAt.applyAsInt(x, y) & type.maxValue());
      }
    }
    return image;
  }

  /** Every value of the type is as likely as any other. */
  public static HostImage noise(PixelType type, Size size, long seed) {
    Random random = new Random(seed);
    return of(type, size, (x, y) -> random.nextInt(type.bins()));
  }

  /** A ramp with some noise: like an X-ray, neighbours are alike. */
  public static HostImage smooth(PixelType type, Size size, long seed) {
    Random random = new Random(seed);
    int unit = type.bins() / 256;
    int slope = 1 + random.nextInt(3);
    return of(
        type,
        size,
        (x, y) -> {
          double place = (double) (slope * x + y) / (slope * size.width() + size.height());
          return (int) (20 * unit + place * 200 * unit) + random.nextInt(16 * unit);
        });
  }

  /** One value everywhere. */
  public static HostImage constant(PixelType type, Size size, int value) {
    return of(type, size, (x, y) -> value);
  }

  /** Changes a pixel. */
  public static void set(HostImage image, int x, int y, int value) {
    int index = y * image.size().width() + x;
    if (image.type() == PixelType.U8) {
      image.pixels().put(index, (byte) value);
    } else {
      image.pixels().putChar(2 * index, (char) value);
    }
  }

  /** Copies pixels into an image of the same type and size. */
  public static void copy(HostImage from, HostImage to) {
    if (from.type() != to.type() || !from.size().equals(to.size())) {
      throw new IllegalArgumentException(from + " into " + to);
    }
    to.bytes().put(from.bytes());
  }

  /** The pixels' bytes, little-endian. */
  public static byte[] bytes(HostImage image) {
    byte[] bytes = new byte[image.byteSize()];
    image.bytes().get(bytes);
    return bytes;
  }

  /** The pixels' values, row by row. */
  public static int[] values(HostImage image) {
    int[] values = new int[image.pixelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.get(i % image.size().width(), i / image.size().width());
    }
    return values;
  }
}
