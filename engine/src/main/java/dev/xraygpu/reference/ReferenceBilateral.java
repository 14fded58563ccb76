package dev.xraygpu.reference;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.BilateralFilter;

/** The bilateral filter's definition, in double precision and without a final rounding. */
public final class ReferenceBilateral {
  private ReferenceBilateral() {}

  /** The filtered image, row by row. */
  public static double[] filter(HostImage source, BilateralFilter stage) {
    int width = source.size().width();
    int height = source.size().height();
    double unit = source.type().maxValue() / 255.0;
    double perColor = -0.5 / Math.pow(stage.sigmaColor() * unit, 2);
    double perPlace = -0.5 / Math.pow(stage.sigmaSpace(), 2);
    int radius = stage.diameter() / 2;
    double[] result = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int centre = source.get(x, y);
        double sum = 0;
        double weights = 0;
        for (int j = -radius; j <= radius; j++) {
          for (int i = -radius; i <= radius; i++) {
            if (i * i + j * j > radius * radius) {
              continue;
            }
            int value = source.get(mirror(x + i, width), mirror(y + j, height));
            double difference = (double) value - centre;
            double weight =
                Math.exp((i * i + j * j) * perPlace + difference * difference * perColor);
            sum += weight * value;
            weights += weight;
          }
        }
        result[y * width + x] = sum / weights;
      }
    }
    return result;
  }

  // ... 2 1 0 1 2 ... n-1 n-2 ...
  private static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int inPeriod = Math.floorMod(index, 2 * length - 2);
    return inPeriod < length ? inPeriod : 2 * length - 2 - inPeriod;
  }
}
