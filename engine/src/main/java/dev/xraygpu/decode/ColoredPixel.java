package dev.xraygpu.decode;

/**
 * When a pixel counts as coloured: if the largest of red, green and blue is more than {@value
 * #TOLERANCE} of 255 above the smallest. Gray images stored as colour stay below that. Of the
 * development set's X-rays with colour noise of 4 of 255 and a tint of 8 added, encoded as JPEG of
 * quality 10 to 95, no more than 2 pixels in a million exceed it; letters, arrows and heat maps
 * differ by 100 and more.
 */
public final class ColoredPixel {
  /** By how much the channels of a gray pixel may differ, of 255. */
  public static final int TOLERANCE = 16;

  private static final double WHITE = 255;

  // ITU-T T.871 (JFIF), 7: what the chroma samples add to luma.
  private static final double RED_OF_CR = 1.402;
  private static final double GREEN_OF_CB = -0.344136;
  private static final double GREEN_OF_CR = -0.714136;
  private static final double BLUE_OF_CB = 1.772;

  private ColoredPixel() {}

  /** The same tolerance where white is another number. */
  public static double tolerance(double white) {
    return TOLERANCE * white / WHITE;
  }

  /**
   * By how much the channels differ.
   *
   * @param red 0 or more, in the unit of the others
   * @param green likewise
   * @param blue likewise
   */
  public static int difference(int red, int green, int blue) {
    return Math.max(Math.max(red, green), blue) - Math.min(Math.min(red, green), blue);
  }

  /**
   * By how much red, green and blue differ, before they are limited to what can be shown.
   *
   * @param cb blue chroma, 0 being gray
   * @param cr red chroma, likewise
   */
  public static double differenceOfChroma(double cb, double cr) {
    double red = RED_OF_CR * cr;
    double green = GREEN_OF_CB * cb + GREEN_OF_CR * cr;
    double blue = BLUE_OF_CB * cb;
    return Math.max(Math.max(red, green), blue) - Math.min(Math.min(red, green), blue);
  }
}
