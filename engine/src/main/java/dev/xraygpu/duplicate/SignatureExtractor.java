package dev.xraygpu.duplicate;

import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes {@linkplain Signature signatures} of thumbnails. Not thread-safe: one per worker.
 *
 * <p><b>Detail.</b> The image is brought onto a square grid by area means and smoothed by (1 2 1) /
 * 4 along both axes. Then each pixel becomes {@code (v - m) / sqrt(e + f)} with the mean m of its 9
 * x 9 neighbours, the mean e of {@code (v - m)^2} over 9 x 9, and a floor f of a tenth of the
 * image's mean of {@code (v - m)^2}. Any smooth change of gray values, gamma among them, is locally
 * a change of brightness and contrast, which cancels; an inverted image has the negative detail.
 *
 * <p><b>Description.</b> Of the detail's gradients (on half the grid) only orientation counts, not
 * direction, so an inverted image has the same one. With g the length and t the angle, the four
 * values of a block are the sums of {@code g cos 2t}, {@code g sin 2t}, {@code g cos 4t}, {@code g
 * sin 4t} under overlapping triangular windows, all divided by their common length. The windows are
 * three times wider than what a cropped border shifts. A mirrored image has the blocks of a row in
 * reverse, and its sines negative.
 */
final class SignatureExtractor {
  private static final int SIDE = Signature.SIDE;
  private static final int HALF = SIDE / 2;
  private static final int BLOCKS = Signature.BLOCKS;
  private static final int RADIUS = 4;
  private static final float FLOOR = 0.1f;
  // Half a gray level of an 8-bit image, in units of a thumbnail: what varies less is noise.
  private static final float LEAST_DETAIL = 128;
  // A description has length 1; its values are seldom over a third.
  private static final float DESCRIPTION_UNIT = 400;

  private final BoxMean box = new BoxMean(SIDE, RADIUS);
  private final float[] smooth = new float[SIDE * SIDE];
  private final float[] detail = new float[SIDE * SIDE];
  private final float[] mean = new float[SIDE * SIDE];
  private final float[] square = new float[SIDE * SIDE];
  private final float[] half = new float[HALF * HALF];
  private final float[][] harmonics = new float[Signature.PER_BLOCK][HALF * HALF];
  private final float[][] windows = windows();

  /** The signature of an image, or nothing if it shows too little to be told from others. */
  Optional<Signature> of(Thumbnail thumbnail) {
    smooth(thumbnail.onGrid(Size.square(SIDE)), smooth);
    box.of(smooth, mean);
    subtract(smooth, mean, detail, square);
    double energy = 0;
    for (float value : square) {
      energy += value;
    }
    energy /= square.length;
    if (energy < LEAST_DETAIL * LEAST_DETAIL) {
      return Optional.empty();
    }
    box.of(square, mean);
    divide(detail, mean, FLOOR * (float) energy);
    return Optional.of(new Signature(pack(detail, Signature.UNIT), describe()));
  }

  private static void smooth(float[] from, float[] to) {
    float[] line = new float[SIDE + 2];
    for (int y = 0; y < SIDE; y++) {
      int up = Math.max(0, y - 1) * SIDE;
      int here = y * SIDE;
      int down = Math.min(SIDE - 1, y + 1) * SIDE;
      for (int x = 0; x < SIDE; x++) {
        line[x + 1] = 0.25f * (from[up + x] + 2 * from[here + x] + from[down + x]);
      }
      line[0] = line[1];
      line[SIDE + 1] = line[SIDE];
      for (int x = 0; x < SIDE; x++) {
        to[here + x] = 0.25f * (line[x] + 2 * line[x + 1] + line[x + 2]);
      }
    }
  }

  private static void subtract(float[] from, float[] what, float[] result, float[] squared) {
    for (int i = 0; i < result.length; i++) {
      result[i] = from[i] - what[i];
    }
    for (int i = 0; i < result.length; i++) {
      squared[i] = result[i] * result[i];
    }
  }

  private static void divide(float[] values, float[] variance, float floor) {
    for (int i = 0; i < values.length; i++) {
      // A mean of squares, though rounding may leave it a little under zero.
      values[i] /= (float) Math.sqrt(Math.abs(variance[i]) + floor);
    }
  }

  private static byte[] pack(float[] values, float unit) {
    byte[] packed = new byte[values.length];
    for (int i = 0; i < packed.length; i++) {
      float value = Math.max(-127, Math.min(127, values[i] * unit));
      packed[i] = (byte) ((int) (value + 128.5f) - 128);
    }
    return packed;
  }

  private byte[] describe() {
    halve(detail, SIDE, half);
    for (int y = 1; y < HALF - 1; y++) {
      orientations(y * HALF);
    }
    float[] sums = new float[Signature.DESCRIPTION];
    for (int h = 0; h < Signature.PER_BLOCK; h++) {
      sumUp(harmonics[h], h, sums);
    }
    double length = 0;
    for (float value : sums) {
      length += value * value;
    }
    return pack(sums, DESCRIPTION_UNIT / (float) Math.max(Math.sqrt(length), 1e-9));
  }

  /**
   * Sums of 2 x 2 pixels.
   *
   * @param side of the larger image
   */
  static void halve(float[] from, int side, float[] to) {
    int half = side / 2;
    for (int y = 0; y < half; y++) {
      for (int x = 0; x < half; x++) {
        int at = 2 * y * side + 2 * x;
        to[y * half + x] = from[at] + from[at + 1] + from[at + side] + from[at + side + 1];
      }
    }
  }

  // g cos 2t is (dx^2 - dy^2) / g, and so on: no angle is ever computed.
  private void orientations(int row) {
    float[] from = half;
    float[] cos2 = harmonics[0];
    float[] sin2 = harmonics[1];
    float[] cos4 = harmonics[2];
    float[] sin4 = harmonics[3];
    for (int at = row + 1; at < row + HALF - 1; at++) {
      float dx = from[at + 1] - from[at - 1];
      float dy = from[at + HALF] - from[at - HALF];
      float c = dx * dx - dy * dy;
      float s = 2 * dx * dy;
      float once = 1 / (float) Math.sqrt(dx * dx + dy * dy + 1e-12f);
      float thrice = once * once * once;
      cos2[at] = c * once;
      sin2[at] = s * once;
      cos4[at] = (c * c - s * s) * thrice;
      sin4[at] = 2 * c * s * thrice;
    }
  }

  // Centres of blocks are evenly spaced; a window reaches to the centres of its neighbours.
  private static float[][] windows() {
    float step = (float) HALF / (BLOCKS + 1);
    float[][] windows = new float[BLOCKS][HALF];
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 1; i < HALF - 1; i++) {
        windows[block][i] = Math.max(0, 1 - Math.abs((i + 0.5f) / step - 1 - block));
      }
    }
    return windows;
  }

  private void sumUp(float[] values, int harmonic, float[] sums) {
    float[] line = new float[HALF];
    for (int row = 0; row < BLOCKS; row++) {
      Arrays.fill(line, 0);
      for (int y = 1; y < HALF - 1; y++) {
        float weight = windows[row][y];
        if (weight > 0) {
          for (int x = 0; x < HALF; x++) {
            line[x] += weight * values[y * HALF + x];
          }
        }
      }
      for (int column = 0; column < BLOCKS; column++) {
        float sum = 0;
        for (int x = 1; x < HALF - 1; x++) {
          sum += windows[column][x] * line[x];
        }
        sums[(row * BLOCKS + column) * Signature.PER_BLOCK + harmonic] = sum;
      }
    }
  }
}
