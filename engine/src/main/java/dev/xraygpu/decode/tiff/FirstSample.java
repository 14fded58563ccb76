package dev.xraygpu.decode.tiff;

import dev.xraygpu.image.PixelType;

/** Gray that is a pixel's first sample. */
final class FirstSample implements GrayPixels {
  private final int turned;
  private final int factor;
  private final boolean asItIs;

  /**
   * For an image.
   *
   * @param bits of a sample
   * @param type of the gray
   * @param whiteIsZero whether small samples are bright
   */
  FirstSample(int bits, PixelType type, boolean whiteIsZero) {
    int most = (1 << bits) - 1;
    turned = whiteIsZero ? most : 0;
    factor = bits < Byte.SIZE ? type.maxValue() / most : 1 << (type.bits() - bits);
    asItIs = turned == 0 && factor == 1;
  }

  @Override
  public boolean asItIs() {
    return asItIs;
  }

  @Override
  public int make(char[][] planes, int step, int count) {
    char[] samples = planes[0];
    if (!asItIs || step > 1) {
      for (int i = 0; i < count; i++) {
        samples[i] = (char) ((samples[i * step] ^ turned) * factor);
      }
    }
    return 0;
  }
}
