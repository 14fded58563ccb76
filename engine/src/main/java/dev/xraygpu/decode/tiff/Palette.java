package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.OpenCvLuma;
import dev.xraygpu.decode.TiffDirectory;
import dev.xraygpu.decode.TiffTag;
import dev.xraygpu.image.PixelType;

/** Gray of a palette's colours, of which the first sample says which one it is. */
final class Palette implements GrayPixels {
  private final char[] grays;
  private final byte[] colored;

  /**
   * Reads a palette.
   *
   * @param bits of a sample
   */
  Palette(TiffDirectory directory, int bits) throws DecodeException {
    int colors = 1 << bits;
    grays = new char[colors];
    colored = new byte[colors];
    int[] channels = new int[3 * colors];
    int most = 0;
    for (int i = 0; i < channels.length; i++) {
      // Of 16 bits; what is more is nothing that a palette could mean.
      channels[i] = (int) Math.min(PixelType.U16.maxValue(), directory.value(TiffTag.COLOR_MAP, i));
      most = Math.max(most, channels[i]);
    }
    // Some writers leave colours of 8 bits, which libtiff takes for that, too.
    int shift = most > PixelType.U8.maxValue() ? Byte.SIZE : 0;
    for (int i = 0; i < colors; i++) {
      int red = channels[i] >> shift;
      int green = channels[i + colors] >> shift;
      int blue = channels[i + 2 * colors] >> shift;
      grays[i] = (char) OpenCvLuma.of(red, green, blue);
      boolean color = ColoredPixel.difference(red, green, blue) > ColoredPixel.TOLERANCE;
      colored[i] = (byte) (color ? 1 : 0);
    }
  }

  @Override
  public int make(char[][] planes, int step, int count) {
    char[] samples = planes[0];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int color = samples[i * step];
      found += colored[color];
      samples[i] = grays[color];
    }
    return found;
  }
}
