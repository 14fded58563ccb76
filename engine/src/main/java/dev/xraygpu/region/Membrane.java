package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;

/**
 * Makes up missing pixels: each the mean of its neighbours (Laplace's equation), with measured
 * pixels fixed and nothing beyond the image's edge. Solved by successive over-relaxation in single
 * precision, in one order, so every machine computes the same pixels.
 */
final class Membrane {
  // Enough for boxes of a tenth of an image's side: what is left is under a gray level.
  private static final int MOST_ROUNDS = 400;
  private static final float OVER_RELAXATION = 1.9f;
  private static final float STILL = 0.1f;

  private final int left;
  private final int top;
  private final int width;
  private final boolean[] missing;
  private final float[] values;

  private Membrane(HostImage image, MissingRegion region) {
    Rectangle box = region.box();
    // One measured pixel around, as far as there are some.
    this.left = Math.max(0, box.x() - 1);
    this.top = Math.max(0, box.y() - 1);
    int right = Math.min(image.size().width(), box.right() + 1);
    int bottom = Math.min(image.size().height(), box.bottom() + 1);
    this.width = right - left;
    int height = bottom - top;
    this.missing = new boolean[width * height];
    this.values = new float[width * height];
    for (int y = 0; y < box.size().height(); y++) {
      System.arraycopy(
          region.missing(),
          y * box.size().width(),
          missing,
          (box.y() - top + y) * width + box.x() - left,
          box.size().width());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = missing[i] ? Float.NaN : image.get(left + i % width, top + i / width);
    }
  }

  /** The box of a region, its missing pixels made up and the others as they are. */
  static HostImage fill(HostImage image, MissingRegion region) {
    Membrane membrane = new Membrane(image, region);
    membrane.guess(0, 1);
    membrane.guess(membrane.values.length - 1, -1);
    settle(membrane.values, membrane.missing, membrane.width);
    Rectangle box = region.box();
    int from = (box.y() - membrane.top) * membrane.width + box.x() - membrane.left;
    return pixels(image.type(), box.size(), membrane.values, from, membrane.width);
  }

  /**
   * Moves missing values until each is the mean of its neighbours.
   *
   * @param values row by row; of the missing ones, a guess
   * @param missing which of them may move
   * @param width values in a row
   */
  static void settle(float[] values, boolean[] missing, int width) {
    boolean moving = true;
    for (int round = 0; round < MOST_ROUNDS && moving; round++) {
      moving = relax(values, missing, width);
    }
  }

  /**
   * Values as pixels: rounded, and within what the type holds.
   *
   * @param from where the first one is
   * @param width values in a row
   */
  static HostImage pixels(PixelType type, Size size, float[] values, int from, int width) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(HostImage.bytesFor(type, size)));
    HostImage result = new HostImage(type, size, bytes);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int rounded = Math.round(values[from + y * width + x]);
        int value = Math.max(0, Math.min(type.maxValue(), rounded));
        int at = y * size.width() + x;
        if (type == PixelType.U8) {
          result.pixels().put(at, (byte) value);
        } else {
          result.pixels().putChar(2 * at, (char) value);
        }
      }
    }
    return result;
  }

  // The nearest known pixel above or to the left; in the other direction below or to the right.
  private void guess(int first, int step) {
    for (int i = first; i >= 0 && i < values.length; i += step) {
      if (Float.isNaN(values[i])) {
        int beside = i % width - step;
        int above = i - step * width;
        if (above >= 0 && above < values.length) {
          values[i] = values[above];
        }
        if (Float.isNaN(values[i]) && beside >= 0 && beside < width) {
          values[i] = values[i - step];
        }
      }
    }
  }

  private static boolean relax(float[] values, boolean[] missing, int width) {
    int height = values.length / width;
    float largest = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (!missing[at]) {
          continue;
        }
        float sum = 0;
        int count = 0;
        if (x > 0) {
          sum += values[at - 1];
          count++;
        }
        if (x < width - 1) {
          sum += values[at + 1];
          count++;
        }
        if (y > 0) {
          sum += values[at - width];
          count++;
        }
        if (y < height - 1) {
          sum += values[at + width];
          count++;
        }
        float move = OVER_RELAXATION * (sum / count - values[at]);
        values[at] += move;
        largest = Math.max(largest, Math.abs(move));
      }
    }
    return largest > STILL;
  }
}
