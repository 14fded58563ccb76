package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;

/**
 * The three tables of PALETTE COLOR (PS3.3, C.7.6.3.1.5). Palettes have no window.
 *
 * @param red brightness of red
 * @param green of green
 * @param blue of blue
 */
record Palette(LookUpTable red, LookUpTable green, LookUpTable blue) {
  /** Whether a stored value's colour is one. */
  private boolean isColored(long stored) {
    return ColoredPixel.difference(
            sixteen(red, stored), sixteen(green, stored), sixteen(blue, stored))
        > ColoredPixel.tolerance(PixelType.U16.maxValue());
  }

  /** The luma of a stored value's colour, 0 to 65,535. */
  int apply(long stored) {
    return Luma.of(sixteen(red, stored), sixteen(green, stored), sixteen(blue, stored));
  }

  private static int sixteen(LookUpTable table, long stored) {
    return (int)
        Math.rint((double) table.apply(stored) * PixelType.U16.maxValue() / table.largest());
  }

  /**
   * Renders a frame of one sample per pixel.
   *
   * @return how many pixels are {@linkplain ColoredPixel coloured}
   */
  long render(StoredFrame frame, HostImage target) {
    char[] luma = new char[1 << Math.min(16, frame.bitsStored())];
    boolean[] colors = new boolean[luma.length];
    for (int stored = 0; stored < luma.length; stored++) {
      luma[stored] = (char) apply(stored);
      colors[stored] = isColored(stored);
    }
    long colored = 0;
    for (int i = 0; i < target.pixelCount(); i++) {
      long stored = frame.value(i);
      boolean known = stored >= 0 && stored < luma.length;
      int shown = known ? luma[(int) stored] : apply(stored);
      if (known ? colors[(int) stored] : isColored(stored)) {
        colored++;
      }
      Luma.put(target.pixels(), target.type(), i, shown);
    }
    return colored;
  }
}
