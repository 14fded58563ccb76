package dev.xraygpu.weights;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.BilateralFilter;
import java.util.ArrayList;
import java.util.List;

/** The weights of a bilateral filter, as OpenCV computes them. */
public final class BilateralTables {
  // OpenCV fills its table four entries at a time, and the last four one by one.
  private static final int VECTOR_ENTRIES = 252;

  /** Where OpenCV's vector code for 13 taps takes each tap from, counted row by row. */
  private static final int[] ORDER_OF_13 = {0, 12, 1, 2, 3, 9, 10, 11, 4, 5, 6, 7, 8};

  // OpenCV copies the image where a sigma is not larger.
  private static final double LEAST_SIGMA = 1e-6;

  private static final double U16_PER_U8 =
      (double) PixelType.U16.maxValue() / PixelType.U8.maxValue();

  private BilateralTables() {}

  /** Whether the filter changes nothing, as a sigma of it is next to 0. */
  public static boolean changesNothing(BilateralFilter stage) {
    return stage.sigmaColor() <= LEAST_SIGMA || stage.sigmaSpace() <= LEAST_SIGMA;
  }

  /** Sigma of differences between 16-bit pixels: the same part of their range as of 8 bits. */
  public static double sigmaColor16(BilateralFilter stage) {
    return stage.sigmaColor() * U16_PER_U8;
  }

  /** What the square of a difference between 16-bit pixels is multiplied by in the exponent. */
  public static double perColor16(BilateralFilter stage) {
    double sigma = sigmaColor16(stage);
    return -0.5 / (sigma * sigma);
  }

  /**
   * A neighbour.
   *
   * @param dx columns to the right
   * @param dy rows down
   * @param weight of its place
   */
  public record Tap(int dx, int dy, float weight) {}

  /**
   * All taps within the circle, row by row. For 16-bit images without the centre, whose weight is
   * always 1.
   */
  public static List<Tap> taps(BilateralFilter stage, PixelType type) {
    int radius = stage.diameter() / 2;
    double exact = -0.5 / (stage.sigmaSpace() * stage.sigmaSpace());
    // OpenCV keeps it in single precision for 8-bit images.
    double perPlace = type == PixelType.U8 ? (float) exact : exact;
    List<Tap> taps = new ArrayList<>();
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        double r = Math.sqrt((double) dy * dy + (double) dx * dx);
        boolean centre = dx == 0 && dy == 0;
        if (r <= radius && !(centre && type == PixelType.U16)) {
          taps.add(new Tap(dx, dy, (float) StrictMath.exp(r * r * perPlace)));
        }
      }
    }
    return taps;
  }

  /** The taps in the order in which OpenCV adds them up in whole blocks of columns. */
  public static List<Tap> inVectorOrder(List<Tap> taps) {
    if (taps.size() != ORDER_OF_13.length) {
      return taps;
    }
    List<Tap> ordered = new ArrayList<>();
    for (int index : ORDER_OF_13) {
      ordered.add(taps.get(index));
    }
    return ordered;
  }

  /** The weight of each difference between 8-bit pixels. */
  public static float[] colors(BilateralFilter stage) {
    float perColor = (float) (-0.5 / (stage.sigmaColor() * stage.sigmaColor()));
    float[] colors = new float[PixelType.U8.bins()];
    for (int i = 0; i < colors.length; i++) {
      float exponent = (float) (i * i) * perColor;
      colors[i] =
          i < VECTOR_ENTRIES ? VectorExponential.of(exponent) : (float) StrictMath.exp(exponent);
    }
    return colors;
  }
}
