package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.OpenCvLuma;
import dev.xraygpu.image.PixelType;

/** Gray of red, green and blue. What else a pixel has, such as alpha, is left out. */
final class Colors implements GrayPixels {
  private final int shift;
  private final int tolerance;

  /**
   * For an image.
   *
   * @param bits of a sample
   * @param type of the gray
   */
  Colors(int bits, PixelType type) {
    shift = type.bits() - bits;
    tolerance = (int) ColoredPixel.tolerance(type.maxValue()) >> shift;
  }

  @Override
  public int make(char[][] planes, int step, int count) {
    boolean apart = planes.length > 1;
    char[] reds = planes[0];
    char[] greens = apart ? planes[1] : reds;
    char[] blues = apart ? planes[2] : reds;
    int toGreen = apart ? 0 : 1;
    int toBlue = apart ? 0 : 2;
    int colored = 0;
    for (int i = 0; i < count; i++) {
      int at = i * step;
      int red = reds[at];
      int green = greens[at + toGreen];
      int blue = blues[at + toBlue];
      colored += ColoredPixel.difference(red, green, blue) > tolerance ? 1 : 0;
      reds[i] = (char) (OpenCvLuma.of(red, green, blue) << shift);
    }
    return colored;
  }
}
