package dev.xraygpu.decode.png;

/**
 * The gray that libpng makes of red, green and blue where OpenCV asks it for gray (0.299 red, 0.587
 * green) and no chunk speaks of gamma or primaries: in fixed point with 15 bits. Equal channels
 * give exactly their value.
 */
public final class PngLuma {
  private static final int BITS = 15;
  private static final int RED = 29_900 * (1 << BITS) / 100_000;
  private static final int GREEN = (int) (58_700L * (1 << BITS) / 100_000);
  private static final int BLUE = (1 << BITS) - RED - GREEN;
  private static final int HALF = 1 << (BITS - 1);

  private PngLuma() {}

  /** Of samples of 8 bits, 0 to 255; cut off. */
  public static int of8(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue) >> BITS;
  }

  /** Of samples of 16 bits, 0 to 65,535; rounded. */
  public static int of16(int red, int green, int blue) {
    // Up to 65,535 x 32,768 and half a unit: just below 2^31.
    return (RED * red + GREEN * green + BLUE * blue + HALF) >>> BITS;
  }
}
