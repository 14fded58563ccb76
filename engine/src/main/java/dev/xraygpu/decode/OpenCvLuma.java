package dev.xraygpu.decode;

/**
 * The gray that OpenCV makes of red, green and blue where it converts them itself: 0.299 red, 0.587
 * green and 0.114 blue, in fixed point with 14 bits, rounded. Equal channels give exactly their
 * value.
 */
public final class OpenCvLuma {
  private static final int BITS = 14;
  private static final int RED = 4899;
  private static final int GREEN = 9617;
  private static final int BLUE = 1868;
  private static final int HALF = 1 << (BITS - 1);

  private OpenCvLuma() {}

  /** Of samples of up to 16 bits. */
  public static int of(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue + HALF) >> BITS;
  }
}
