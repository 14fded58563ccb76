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
    int[] room = new int[Math.max(stride, whole.height() * Math.min(STRIP, stride))];
    for (int r = 1; r < resolutions.size(); r++) {
      Area area = resolutions.get(r).area();
      Area lower = resolutions.get(r - 1).area();
      // Rows come first: their rounding makes it no matter of taste.
      for (int row = 0; row < area.height(); row++) {
        row(samples, row * stride, room, area.width(), lower.width(), area.x0() & 1);
        System.arraycopy(room, 0, samples, row * stride, area.width());
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

  private static void row(int[] from, int at, int[] to, int width, int low, int odd) {
    int high = width - low;
    if (width == 1) {
      to[0] = from[at] / (1 + odd);
      return;
    }
    int highs = at + low;
    for (int k = 0; k < low; k++) {
      int before = from[highs + Math.min(Math.max(k - 1 + odd, 0), high - 1)];
      int after = from[highs + Math.min(k + odd, high - 1)];
      to[2 * k + odd] = from[at + k] - ((before + after + 2) >> 2);
    }
    for (int k = 0; k < high; k++) {
      int before = to[2 * Math.min(Math.max(k - odd, 0), low - 1) + odd];
      int after = to[2 * Math.min(k + 1 - odd, low - 1) + odd];
      to[2 * k + 1 - odd] = from[highs + k] + ((before + after) >> 1);
    }
  }
}
