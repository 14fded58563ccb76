package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;

/**
 * Gray out of colours, as for every other format: the luma, 0.299 red + 0.587 green + 0.114 blue in
 * fixed point with 15 bits, which is what {@code cv::cvtColor} computes. Of YBR it is the first
 * sample as it is stored. Colours have no window (PS3.3, C.11.2).
 */
final class Luma {
  private static final int RED = 9798;
  private static final int GREEN = 19235;
  private static final int BLUE = 3735;
  private static final int BITS = 15;

  /** Of a sample; more of them make no difference to 16 bits of gray. */
  private static final int MOST_BITS = 16;

  private Luma() {}

  /** The luma of values of up to 16 bits, in their unit. */
  static int of(int red, int green, int blue) {
    return (int)
        (((long) red * RED + (long) green * GREEN + (long) blue * BLUE + (1 << (BITS - 1)))
            >> BITS);
  }

  /**
   * Renders a frame of three samples per pixel.
   *
   * @return how many pixels are {@linkplain ColoredPixel coloured}
   */
  static long render(StoredFrame frame, HostImage target) {
    boolean rgb = !frame.photometric().startsWith("YBR");
    // Of studio range, 16 is black and 235 is white (219 steps above 16, in units of 8 bits).
    boolean partial = frame.photometric().startsWith("YBR_PARTIAL");
    int bits = Math.min(MOST_BITS, frame.bitsStored());
    double unit = (1 << bits) - 1;
    double black = partial ? 16.0 * (1 << bits) / 256 : 0;
    double range = partial ? 219.0 * (1 << bits) / 256 : unit;
    double gray = 1 << (bits - 1);
    double tolerance = ColoredPixel.tolerance(range);
    long colored = 0;
    ByteBuffer pixels = target.pixels();
    int n = target.pixelCount();
    short[] samples = frame.wide() ? highest(frame) : frame.narrow();
    for (int i = 0; i < n; i++) {
      int first = samples[3 * i] & 0xffff;
      int second = samples[3 * i + 1] & 0xffff;
      int third = samples[3 * i + 2] & 0xffff;
      int luma = rgb ? of(first, second, third) : first;
      double difference =
          rgb
              ? ColoredPixel.difference(first, second, third)
              : ColoredPixel.differenceOfChroma(second - gray, third - gray);
      if (difference > tolerance) {
        colored++;
      }
      double brightness = Math.max(0, Math.min(1, (luma - black) / range));
      put(pixels, target.type(), i, (int) Math.rint(brightness * PixelType.U16.maxValue()));
    }
    return colored;
  }

  /** The highest 16 bits of samples that have more. */
  private static short[] highest(StoredFrame frame) {
    int[] values = frame.values();
    int shift = frame.bitsStored() - MOST_BITS;
    short[] samples = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      samples[i] = (short) (values[i] >>> shift);
    }
    return samples;
  }

  /** Stores a 16-bit value in the depth of the image. */
  static void put(ByteBuffer pixels, PixelType type, int index, int value) {
    if (type == PixelType.U8) {
      pixels.put(index, (byte) PixelDepth.toEight(value));
    } else {
      pixels.putChar(2 * index, (char) value);
    }
  }
}
