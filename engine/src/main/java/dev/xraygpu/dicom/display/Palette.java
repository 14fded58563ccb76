package dev.xraygpu.dicom.display;

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
  /** The luma of a stored value's colour, 0 to 65,535. */
  int apply(long stored) {
    return Luma.of(sixteen(red, stored), sixteen(green, stored), sixteen(blue, stored));
  }

  private static int sixteen(LookUpTable table, long stored) {
    return (int)
        Math.rint((double) table.apply(stored) * PixelType.U16.maxValue() / table.largest());
  }

  /** Renders a frame of one sample per pixel. */
  void render(StoredFrame frame, HostImage target) {
    char[] luma = new char[1 << Math.min(16, frame.bitsStored())];
    for (int stored = 0; stored < luma.length; stored++) {
      luma[stored] = (char) apply(stored);
    }
    for (int i = 0; i < target.pixelCount(); i++) {
      long stored = frame.value(i);
      int shown = stored >= 0 && stored < luma.length ? luma[(int) stored] : apply(stored);
      Luma.put(target.pixels(), target.type(), i, shown);
    }
  }
}
