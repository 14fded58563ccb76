package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * The inverse of the reversible 5-3 wavelet transform (ISO/IEC 15444-1, annex F), by lifting in
 * whole numbers.
 */
final class InverseWavelet {
  private InverseWavelet() {}

  /**
   * Turns subbands into samples.
   *
   * @param samples of the finest resolution's size, row by row; in the beginning the subbands in
   *     their places
   * @param room as much memory again
   */
  static void transform(int[] samples, int[] room, List<Resolution> resolutions) {
    int stride = resolutions.get(resolutions.size() - 1).area().width();
    for (int r = 1; r < resolutions.size(); r++) {
      Area area = resolutions.get(r).area();
      if (area.isEmpty()) {
        continue;
      }
      Area lower = resolutions.get(r - 1).area();
      // Rows come first: their rounding makes it no matter of taste.
      for (int row = 0; row < area.height(); row++) {
        row(samples, room, row * stride, area.width(), lower.width(), area.x0() & 1);
      }
      columns(room, samples, area, lower.height(), stride);
    }
  }

  /** All columns at once, row by row, which vector instructions can do. */
  private static void columns(int[] from, int[] to, Area area, int low, int stride) {
    int width = area.width();
    int height = area.height();
    int high = height - low;
    int odd = area.y0() & 1;
    if (height == 1) {
      int shift = odd;
      for (int x = 0; x < width; x++) {
        to[x] = from[x] >> shift;
      }
      return;
    }
    // Row k of the low band is row 2 k + odd; of the high one, row 2 k + 1 - odd.
    for (int k = 0; k < low; k++) {
      int before = low + Math.min(Math.max(k - 1 + odd, 0), high - 1);
      int after = low + Math.min(k + odd, high - 1);
      even(from, k * stride, before * stride, after * stride, to, (2 * k + odd) * stride, width);
    }
    for (int k = 0; k < high; k++) {
      int before = Math.max(k - odd, 0);
      int after = Math.min(k + 1 - odd, low - 1);
      odd(
          from,
          (low + k) * stride,
          to,
          (2 * Math.min(before, low - 1) + odd) * stride,
          (2 * after + odd) * stride,
          (2 * k + 1 - odd) * stride,
          width);
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

  private static void row(int[] from, int[] to, int at, int width, int low, int odd) {
    int high = width - low;
    if (width == 1) {
      to[at] = from[at] >> odd;
      return;
    }
    int highs = at + low;
    for (int k = 0; k < low; k++) {
      int before = from[highs + Math.min(Math.max(k - 1 + odd, 0), high - 1)];
      int after = from[highs + Math.min(k + odd, high - 1)];
      to[at + 2 * k + odd] = from[at + k] - ((before + after + 2) >> 2);
    }
    for (int k = 0; k < high; k++) {
      int before = to[at + 2 * Math.min(Math.max(k - odd, 0), low - 1) + odd];
      int after = to[at + 2 * Math.min(k + 1 - odd, low - 1) + odd];
      to[at + 2 * k + 1 - odd] = from[highs + k] + ((before + after) >> 1);
    }
  }
}
