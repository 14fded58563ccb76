package dev.xraygpu.pipeline;

/**
 * Averages each pixel with neighbours that are near in place and in value, so edges stay.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit; {@code sigmaColor} is in 8-bit units for both</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>mirrored without repeating the edge (reflect-101)</td></tr>
 * <tr><td>rounding</td><td>single precision, half to even; 16 bit is filtered as 32-bit float</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference; OpenCV itself differs by at most 1 in a
 *     few pixels between processors with and without AVX2</td></tr>
 * <tr><td>source</td><td>{@code cv::bilateralFilter} of OpenCV 4.13</td></tr>
 * </table>
 *
 * @param diameter of the neighbourhood in pixels, odd, 3 to 15
 * @param sigmaColor how far apart values may be, above 0, in units of an 8-bit pixel
 * @param sigmaSpace how far apart places may be, above 0, in pixels
 */
public record BilateralFilter(int diameter, double sigmaColor, double sigmaSpace) implements Stage {
  /** Refuses even or large neighbourhoods and sigmas that are not positive. */
  public BilateralFilter {
    if (diameter < 3 || diameter > 15 || diameter % 2 == 0) {
      throw new IllegalArgumentException(
          "bilateral: the diameter is odd and 3 to 15, not " + diameter);
    }
    if (!(sigmaColor > 0 && sigmaColor <= 1000) || !(sigmaSpace > 0 && sigmaSpace <= 1000)) {
      throw new IllegalArgumentException(
          "bilateral: both sigmas are above 0 and at most 1000, not "
              + sigmaColor
              + " and "
              + sigmaSpace);
    }
  }

  @Override
  public String name() {
    return "bilateral";
  }

  @Override
  public Kind kind() {
    return Kind.DENOISE;
  }
}
