package dev.xraygpu.reference;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;

/**
 * Pixels as plain integers, for the reference implementations.
 *
 * @param width columns
 * @param height rows
 * @param values row by row
 */
public record GrayArray(int width, int height, int[] values) {
  /** Zeros. */
  public GrayArray(int width, int height) {
    this(width, height, new int[width * height]);
  }

  /** The pixels of an image. */
  public static GrayArray of(HostImage image) {
    GrayArray array = new GrayArray(image.size().width(), image.size().height());
    for (int y = 0; y < array.height; y++) {
      for (int x = 0; x < array.width; x++) {
        array.put(x, y, image.get(x, y));
      }
    }
    return array;
  }

  /** The value at a pixel. */
  public int at(int x, int y) {
    return values[y * width + x];
  }

  /** Sets a pixel. */
  public void put(int x, int y, int value) {
    values[y * width + x] = value;
  }

  /** Columns and rows. */
  public Size size() {
    return new Size(width, height);
  }

  /** The same as an image of that type. */
  public HostImage toImage(PixelType type) {
    HostImage image = HostImage.allocate(type, size());
    for (int i = 0; i < values.length; i++) {
      if (type == PixelType.U8) {
        image.pixels().put(i, (byte) values[i]);
      } else {
        image.pixels().putChar(2 * i, (char) values[i]);
      }
    }
    return image;
  }
}
