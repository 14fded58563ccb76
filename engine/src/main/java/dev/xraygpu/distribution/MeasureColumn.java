package dev.xraygpu.distribution;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One measure of all samples. As long as no two samples with a number differ, as in the depth of a
 * dataset of one format, it takes a bit per sample, from then on four bytes.
 */
final class MeasureColumn {
  private final int samples;
  private final BitSet alike = new BitSet();
  private float common = Float.NaN;
  private float[] values = {};

  /** A column without any number. */
  MeasureColumn(int samples) {
    this.samples = samples;
  }

  /** Sets a sample's value; not a number if it has none. */
  void set(int ordinal, float value) {
    if (values.length == 0 && alike.isEmpty()) {
      common = value;
    }
    boolean same = Float.floatToRawIntBits(value) == Float.floatToRawIntBits(common);
    if (values.length == 0 && (same || Float.isNaN(value))) {
      alike.set(ordinal, !Float.isNaN(value));
      return;
    }
    if (values.length == 0) {
      values = new float[samples];
      Arrays.fill(values, Float.NaN);
      alike.stream().forEach(i -> values[i] = common);
      alike.clear();
    }
    values[ordinal] = value;
  }

  /** A sample's value; not a number if it has none. */
  float get(int ordinal) {
    return values.length > 0 ? values[ordinal] : alike.get(ordinal) ? common : Float.NaN;
  }
}
