package dev.xraygpu.cpu.portable;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.weights.BilateralTables;
import dev.xraygpu.weights.BilateralTables.Tap;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code cv::bilateralFilter} of OpenCV on x86-64 with AVX2, whose vector code adds neighbours up
 * in an order of its own, in as many columns as fill whole vectors; the rest of a row is in
 * another.
 */
public final class PortableBilateral {
  /** Columns of a vector. */
  private static final int BLOCK_8 = 32;

  private static final int BLOCK_16 = 16;

  /** Steps of the table of weights by difference that a 16-bit image has over its range. */
  private static final int COLOR_STEPS = 4096;

  private final BilateralFilter stage;
  private final PixelRows source;
  private final int radius;
  private final int stride;

  /** The image, mirrored beyond its borders. */
  private final int[] padded;

  private final float[] weights;
  private final float[] sums;

  private PortableBilateral(BilateralFilter stage, PixelRows source) {
    this.stage = stage;
    this.source = source;
    radius = stage.diameter() / 2;
    stride = source.width() + 2 * radius;
    padded = new int[Math.multiplyExact(stride, source.height() + 2 * radius)];
    weights = new float[source.width()];
    sums = new float[source.width()];
  }

  /** Filters an image of one channel, 8 or 16 bit, into another of its size and type. */
  public static void apply(BilateralFilter stage, Mat from, Mat to) {
    try (PixelRows source = new PixelRows(from);
        PixelRows target = new PixelRows(to)) {
      PortableBilateral filter = new PortableBilateral(stage, source);
      filter.pad();
      if (BilateralTables.changesNothing(stage)) {
        filter.copy(target);
      } else if (source.deep()) {
        filter.deep(target);
      } else {
        filter.narrow(target);
      }
    }
  }

  private void pad() {
    int[] row = new int[source.width()];
    for (int y = -radius; y < source.height() + radius; y++) {
      source.read(Mirror.inside(y, source.height()), row);
      int start = (y + radius) * stride;
      for (int x = -radius; x < source.width() + radius; x++) {
        padded[start + x + radius] = row[Mirror.inside(x, source.width())];
      }
    }
  }

  private int at(int x, int y) {
    return (y + radius) * stride + x + radius;
  }

  private void copy(PixelRows target) {
    for (int y = 0; y < source.height(); y++) {
      target.write(y, Arrays.copyOfRange(padded, at(0, y), at(source.width(), y)));
    }
  }

  private void narrow(PixelRows target) {
    List<Tap> natural = BilateralTables.taps(stage, PixelType.U8);
    List<Tap> ordered = BilateralTables.inVectorOrder(natural);
    float[] colors = BilateralTables.colors(stage);
    int width = source.width();
    int whole = width / BLOCK_8 * BLOCK_8;
    int[] result = new int[width];
    for (int y = 0; y < source.height(); y++) {
      Arrays.fill(weights, 0);
      Arrays.fill(sums, 0);
      for (Tap tap : ordered) {
        addNarrow(tap, colors, y, 0, whole);
      }
      for (Tap tap : natural) {
        addNarrow(tap, colors, y, whole, width);
      }
      for (int x = 0; x < width; x++) {
        result[x] = target.pixel(sums[x] / weights[x]);
      }
      target.write(y, result);
    }
  }

  private void addNarrow(Tap tap, float[] colors, int y, int from, int to) {
    int own = at(0, y);
    int other = at(tap.dx(), y + tap.dy());
    for (int x = from; x < to; x++) {
      int value = padded[other + x];
      float weight = tap.weight() * colors[Math.abs(value - padded[own + x])];
      weights[x] += weight;
      sums[x] = fused(value, weight, sums[x]);
    }
  }

  private void deep(PixelRows target) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int value : padded) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least == most) {
      copy(target);
      return;
    }
    float scale = (float) COLOR_STEPS / (most - least);
    float[] colors = colors16(scale);
    List<Tap> taps = BilateralTables.taps(stage, PixelType.U16);
    int width = source.width();
    int whole = width / BLOCK_16 * BLOCK_16;
    int[] result = new int[width];
    for (int y = 0; y < source.height(); y++) {
      Arrays.fill(weights, 0);
      Arrays.fill(sums, 0);
      for (Tap tap : taps) {
        addDeep(tap, colors, scale, y, whole);
      }
      for (int x = 0; x < width; x++) {
        result[x] = target.pixel((sums[x] + padded[at(x, y)]) / (weights[x] + 1));
      }
      target.write(y, result);
    }
  }

  private float[] colors16(float scale) {
    double perColor = BilateralTables.perColor16(stage);
    float[] colors = new float[COLOR_STEPS + 2];
    for (int i = 0; i < colors.length; i++) {
      double difference = i / scale;
      colors[i] = (float) StrictMath.exp(difference * difference * perColor);
    }
    return colors;
  }

  // Between two entries of the table: in whole vectors a mean of both, in the rest of a row one
  // entry and a part of the difference. The same number but for the last bit.
  private void addDeep(Tap tap, float[] colors, float scale, int y, int whole) {
    int own = at(0, y);
    int other = at(tap.dx(), y + tap.dy());
    for (int x = 0; x < weights.length; x++) {
      int value = padded[other + x];
      float place = Math.abs(value - padded[own + x]) * scale;
      int index = (int) place;
      place -= index;
      float color =
          x < whole
              ? fused(colors[index + 1], place, colors[index] * (1 - place))
              : fused(place, colors[index + 1] - colors[index], colors[index]);
      float weight = tap.weight() * color;
      weights[x] += weight;
      sums[x] = fused(value, weight, sums[x]);
    }
  }

  /**
   * {@code a * b + c} with one rounding. Java's own is a hundred times slower on a processor
   * without such an instruction. In double precision the product is exact; of the sum, an even last
   * bit is made odd where something was rounded away, so that the second rounding cannot take it
   * for a tie.
   */
  static float fused(float a, float b, float c) {
    double product = (double) a * b;
    double sum = product + c;
    double ofC = sum - product;
    double lost = (product - (sum - ofC)) + (c - ofC);
    if (lost != 0) {
      long bits = Double.doubleToRawLongBits(sum);
      if ((bits & 1) == 0) {
        sum = Double.longBitsToDouble(bits + (lost > 0 == sum > 0 ? 1 : -1));
      }
    }
    return (float) sum;
  }
}
