package dev.xraygpu.pipeline;

/**
 * Replaces each pixel by the median of its square neighbourhood.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>edge pixels repeated</td></tr>
 * <tr><td>rounding</td><td>none</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference</td></tr>
 * <tr><td>source</td><td>{@code cv::medianBlur} of OpenCV 4.13</td></tr>
 * </table>
 *
 * @param kernel side of the neighbourhood, 3 or 5
 */
public record MedianBlur(int kernel) implements Stage {
  /** Refuses other kernels than 3 and 5. */
  public MedianBlur {
    if (kernel != 3 && kernel != 5) {
      throw new IllegalArgumentException("median: the kernel is 3 or 5, not " + kernel);
    }
  }

  @Override
  public String name() {
    return "median";
  }

  @Override
  public Kind kind() {
    return Kind.DENOISE;
  }
}
