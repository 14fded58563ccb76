package dev.xraygpu.dicom.display;

import dev.xraygpu.dicom.StoredFrame;
import java.util.Arrays;

/**
 * How often each value occurs in a frame, in the modality's unit and in ascending order; padding is
 * not counted.
 *
 * @param values ascending
 * @param counts of each
 * @param total of all
 */
record ValueCounts(double[] values, long[] counts, long total) {

  /** Counts a frame of one sample per pixel. */
  static ValueCounts of(StoredFrame frame, ModalityTransform modality, PixelPadding padding) {
    return frame.wide() ? ofWide(frame, modality, padding) : ofNarrow(frame, modality, padding);
  }

  private static ValueCounts ofNarrow(
      StoredFrame frame, ModalityTransform modality, PixelPadding padding) {
    int[] bins = new int[1 << 16];
    for (short value : frame.narrow()) {
      bins[value & 0xffff]++;
    }
    double[] values = new double[bins.length];
    int occupied = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      long stored = frame.signed() ? (short) bin : bin;
      if (bins[bin] > 0 && !padding.contains(stored)) {
        values[occupied++] = modality.apply(stored);
      }
    }
    // A modality LUT may map two stored values onto one, and turn their order around.
    double[] sorted = Arrays.copyOf(values, occupied);
    Arrays.sort(sorted);
    long[] counts = new long[occupied];
    long total = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      long stored = frame.signed() ? (short) bin : bin;
      if (bins[bin] > 0 && !padding.contains(stored)) {
        counts[Arrays.binarySearch(sorted, modality.apply(stored))] += bins[bin];
        total += bins[bin];
      }
    }
    return new ValueCounts(sorted, counts, total);
  }

  private static ValueCounts ofWide(
      StoredFrame frame, ModalityTransform modality, PixelPadding padding) {
    double[] values = new double[frame.count()];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      long stored = frame.value(i);
      if (!padding.contains(stored)) {
        values[n++] = modality.apply(stored);
      }
    }
    double[] sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    long[] counts = new long[n];
    Arrays.fill(counts, 1);
    return new ValueCounts(sorted, counts, n);
  }

  boolean isEmpty() {
    return total == 0;
  }

  double smallest() {
    return values[0];
  }

  double largest() {
    return values[values.length - 1];
  }

  /** The smallest value that at least so many per cent of all do not exceed (nearest rank). */
  double percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
    long below = 0;
    for (int i = 0; i < values.length; i++) {
      below += counts[i];
      if (below >= rank) {
        return values[i];
      }
    }
    return largest();
  }
}
