package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;

/**
 * Averages each pixel with those of a wide neighbourhood whose own surroundings look alike, so that
 * noise goes and what repeats, such as an edge along its course, stays.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit; {@code strength} is in 8-bit units for both</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>mirrored without repeating the edge (reflect-101)</td></tr>
 * <tr><td>rounding</td><td>weights are integers from a table; sums are integers, divided to the
 *     nearest, half up</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference</td></tr>
 * <tr><td>source</td><td>{@code cv::fastNlMeansDenoising} of OpenCV 4.13, squared differences
 *     ({@code NORM_L2}) for 8 bit, absolute ones ({@code NORM_L1}) for 16 bit; Buades, Coll and
 *     Morel, "Non-Local Means Denoising", IPOL 2011</td></tr>
 * </table>
 *
 * @param strength how far apart surroundings may be, above 0 and at most 100, in units of an 8-bit
 *     pixel
 * @param template side of the surroundings that are compared, odd, 3 to 15 pixels
 * @param search side of the neighbourhood that is searched, odd, 3 to 35 pixels
 */
public record NonLocalMeans(double strength, int template, int search) implements Stage {
  /** OpenCV's own defaults. */
  public static final NonLocalMeans DEFAULT = new NonLocalMeans(3, 7, 21);

  private static final double MOST_STRENGTH = 100;

  /** Refuses what OpenCV would silently change, and what takes minutes an image. */
  public NonLocalMeans {
    if (!(strength > 0 && strength <= MOST_STRENGTH)) {
      throw new IllegalArgumentException(
          "non-local-means: the strength is above 0 and at most 100, not " + strength);
    }
    requireOdd("template", template, 15);
    requireOdd("search", search, 35);
  }

  private static void requireOdd(String what, int side, int most) {
    if (side < 3 || side > most || side % 2 == 0) {
      throw new IllegalArgumentException(
          "non-local-means: the " + what + " window is odd and 3 to " + most + ", not " + side);
    }
  }

  /** The strength in units of a type's pixels. */
  public double strength(PixelType type) {
    int units = type.maxValue() / PixelType.U8.maxValue();
    return strength * units;
  }

  @Override
  public String name() {
    return "non-local-means";
  }

  @Override
  public Kind kind() {
    return Kind.DENOISE;
  }
}
