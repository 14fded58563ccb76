package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * The inverse of the reversible 5-3 wavelet transform (ISO/IEC 15444-1, annex F), by lifting in
 * whole numbers.
 */
final class InverseWavelet {
  /** Columns that are done at a time: so many rows of them stay in the processor's cache. */
  private static final int STRIP = 64;

  private InverseWavelet() {}

  /**
   * Turns subbands into samples.
   *
   * @param samples of the finest resolution's size, row by row; in the beginning the subbands in
   *     their places
   */
  static void transform(int[] samples, List<Resolution> resolutions) {
    Area whole = resolutions.get(resolutions.size() - 1).area();
    int stride = whole.width();
    int[] room = new int[whole.height() * Math.min(STRIP, stride)];
    int[] lows = new int[(stride + 1) / 2 + 2];
    int[] highs = new int[(stride + 1) / 2 + 2];
    for (int r = 1; r < resolutions.size(); r++) {
      Area area = resolutions.get(r).area();
      Area lower = resolutions.get(r - 1).area();
      // Rows come first: their rounding makes it no matter of taste.
      for (int row = 0; row < area.height(); row++) {
        row(samples, row * stride, lows, highs, area.width(), lower.width(), area.x0() & 1);
      }
      for (int x = 0; x < area.width(); x += STRIP) {
        int columns = Math.min(STRIP, area.width() - x);
        columns(samples, x, stride, room, columns, area, lower.height());
        for (int row = 0; row < area.height(); row++) {
          System.arraycopy(room, row * columns, samples, row * stride + x, columns);
        }
      }
    }
  }

  /** Columns beside each other, row by row, which vector instructions can do. */
  private static void columns(
      int[] from, int left, int stride, int[] to, int columns, Area area, int low) {
    int height = area.height();
    int high = height - low;
    int odd = area.y0() & 1;
    if (height == 1) {
      for (int x = 0; x < columns; x++) {
        to[x] = from[left + x] / (1 + odd); // towards 0, where bits were left out
      }
      return;
    }
    // Row k of the low band is row 2 k + odd; of the high one, row 2 k + 1 - odd.
    for (int k = 0; k < low; k++) {
      int before = low + Math.min(Math.max(k - 1 + odd, 0), high - 1);
      int after = low + Math.min(k + odd, high - 1);
      even(
          from,
          left + k * stride,
          left + before * stride,
          left + after * stride,
          to,
          (2 * k + odd) * columns,
          columns);
    }
    for (int k = 0; k < high; k++) {
      int before = Math.min(Math.max(k - odd, 0), low - 1);
      int after = Math.min(k + 1 - odd, low - 1);
      odd(
          from,
          left + (low + k) * stride,
          to,
          (2 * before + odd) * columns,
          (2 * after + odd) * columns,
          (2 * k + 1 - odd) * columns,
          columns);
    }
  }

  private static void even(
      int[] from, int low, int before, int after, int[] to, int at, int width) {
    for (int x = 0; x < width; x++) {
      to[at + x] = from[low + x] - ((from[before + x] + from[after + x] + 2) >> 2);
    }
  }

  private static void odd(
      int[] from, int high, int[] to, int before, int after, int at, int width) {
    for (int x = 0; x < width; x++) {
      to[at + x] = from[high + x] + ((to[before + x] + to[after + x]) >> 1);
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
      int[] samples, int at, int[] lows, int[] highs, int width, int low, int odd) {
    if (width == 1) {
      samples[at] /= 1 + odd;
      return;
    }
    int high = width - low;
    System.arraycopy(samples, at + low, highs, 1, high);
    mirror(highs, high);
    for (int k = 0; k < low; k++) {
      lows[1 + k] = samples[at + k] - ((highs[odd + k] + highs[odd + k + 1] + 2) >> 2);
    }
    mirror(lows, low);
    int even = 1 - odd;
    for (int k = 0; k < high; k++) {
      highs[1 + k] += (lows[even + k] + lows[even + k + 1]) >> 1;
    }
    for (int k = 0; k < low; k++) {
      samples[at + 2 * k + odd] = lows[1 + k];
    }
    for (int k = 0; k < high; k++) {
      samples[at + 2 * k + even] = highs[1 + k];
    }
  }

  /** Repeats a band's first coefficient before it, and its last one behind it. */
  private static void mirror(int[] band, int length) {
    band[0] = band[1];
    band[1 + length] = band[length];
  }
}
