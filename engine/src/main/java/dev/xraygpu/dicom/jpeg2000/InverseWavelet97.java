package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * The inverse of the irreversible 9-7 wavelet transform (ISO/IEC 15444-1, annex F), by lifting in
 * single precision. The high bands' gain of 2 is in the scaling here, and not in their steps.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // as the standard prints them
final class InverseWavelet97 {
  private static final float ALPHA = -1.586134342f;
  private static final float BETA = -0.052980118f;
  private static final float GAMMA = 0.882911075f;
  private static final float DELTA = 0.443506852f;
  private static final float LOW_SCALE = 1.230174105f;
  private static final float HIGH_SCALE = 1.625732422f;

  /** Columns that are done at a time: so many rows of them stay in the processor's cache. */
  private static final int STRIP = 64;

  private InverseWavelet97() {}

  /**
   * Turns subbands into samples.
   *
   * @param samples of the finest resolution's size, row by row; in the beginning the subbands in
   *     their places
   */
  static void transform(float[] samples, List<Resolution> resolutions) {
    Area whole = resolutions.get(resolutions.size() - 1).area();
    int stride = whole.width();
    float[] room = new float[whole.height() * Math.min(STRIP, stride)];
    float[] lows = new float[(stride + 1) / 2 + 2];
    float[] highs = new float[(stride + 1) / 2 + 2];
    for (int r = 1; r < resolutions.size(); r++) {
      Area area = resolutions.get(r).area();
      Area lower = resolutions.get(r - 1).area();
      for (int row = 0; row < area.height(); row++) {
        row(samples, row * stride, lows, highs, area.width(), lower.width(), area.x0() & 1);
      }
      for (int x = 0; x < area.width(); x += STRIP) {
        int columns = Math.min(STRIP, area.width() - x);
        interleave(samples, x, stride, room, columns, area.height(), lower.height(), area.y0() & 1);
        lift(room, columns, area.height(), area.y0() & 1);
        for (int row = 0; row < area.height(); row++) {
          System.arraycopy(room, row * columns, samples, row * stride + x, columns);
        }
      }
    }
  }

  /**
   * A row, whose bands stay apart until the end, so that vector instructions can do them.
   *
   * @param at the first of the low band, behind which the high band is; the samples come there
   * @param lows room for a band, and for one more coefficient before and behind it
   * @param highs likewise
   * @param width of both bands
   * @param low how many are of the low band
   * @param odd whether the first sample is the high band's
   */
  private static void row(
      float[] samples, int at, float[] lows, float[] highs, int width, int low, int odd) {
    if (width == 1) {
      return;
    }
    int high = width - low;
    for (int k = 0; k < low; k++) {
      lows[1 + k] = samples[at + k] * LOW_SCALE;
    }
    for (int k = 0; k < high; k++) {
      highs[1 + k] = samples[at + low + k] * HIGH_SCALE;
    }
    step(lows, low, highs, high, odd, -DELTA);
    step(highs, high, lows, low, 1 - odd, -GAMMA);
    step(lows, low, highs, high, odd, -BETA);
    step(highs, high, lows, low, 1 - odd, -ALPHA);
    for (int k = 0; k < low; k++) {
      samples[at + 2 * k + odd] = lows[1 + k];
    }
    for (int k = 0; k < high; k++) {
      samples[at + 2 * k + 1 - odd] = highs[1 + k];
    }
  }

  /**
   * Adds to a band's samples a share of their neighbours, which are the other band's, mirrored at
   * the ends.
   *
   * @param before where the neighbour before the first sample is; the other is behind it
   */
  private static void step(
      float[] band, int length, float[] other, int otherLength, int before, float share) {
    other[0] = other[1];
    other[1 + otherLength] = other[otherLength];
    for (int k = 0; k < length; k++) {
      band[1 + k] += (other[before + k] + other[before + k + 1]) * share;
    }
  }

  /**
   * Puts rows of both bands in turn, scaled.
   *
   * @param at the first of the low band, behind which the high band is
   * @param step from one row to the next
   * @param columns so many beside each other are done alike
   * @param length of both bands
   * @param low how many are of the low band
   * @param odd whether the first sample is the high band's
   */
  private static void interleave(
      float[] from, int at, int step, float[] to, int columns, int length, int low, int odd) {
    for (int i = 0; i < length; i++) {
      boolean isLow = i < low;
      int source = at + i * step;
      int target = (isLow ? 2 * i + odd : 2 * (i - low) + 1 - odd) * columns;
      float scale = length == 1 ? 1 : isLow ? LOW_SCALE : HIGH_SCALE;
      for (int x = 0; x < columns; x++) {
        to[target + x] = from[source + x] * scale;
      }
    }
  }

  private static void lift(float[] samples, int columns, int length, int odd) {
    if (length == 1) {
      return;
    }
    step(samples, columns, length, odd, -DELTA);
    step(samples, columns, length, 1 - odd, -GAMMA);
    step(samples, columns, length, odd, -BETA);
    step(samples, columns, length, 1 - odd, -ALPHA);
  }

  /** Adds to every second sample a share of its neighbours, mirrored at the ends. */
  private static void step(float[] samples, int columns, int length, int first, float share) {
    for (int i = first; i < length; i += 2) {
      int at = i * columns;
      int before = (i > 0 ? i - 1 : i + 1) * columns;
      int after = (i + 1 < length ? i + 1 : i - 1) * columns;
      for (int x = 0; x < columns; x++) {
        samples[at + x] += (samples[before + x] + samples[after + x]) * share;
      }
    }
  }
}
