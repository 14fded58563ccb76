package dev.xraygpu.distribution;

import dev.xraygpu.image.Size;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The measures of all images of a dataset, one {@linkplain MeasureColumn column} per measure: at
 * most four bytes per measure and sample. A sample without an image, or without that measure, has
 * no number.
 */
public final class MeasureTable {
  private final int samples;
  private final Map<Measure, MeasureColumn> columns = new EnumMap<>(Measure.class);

  /** A table of nothing yet. */
  public MeasureTable(int samples) {
    this.samples = samples;
    for (Measure measure : Measure.values()) {
      columns.put(measure, new MeasureColumn(samples));
    }
  }

  /**
   * Sets a sample's measures.
   *
   * @param ordinal of the sample
   * @param size of the decoded image
   * @param depth bits of a stored pixel
   * @param brightness exact mean, white is 1
   */
  public void set(int ordinal, Size size, int depth, double brightness, ImageMeasures measures) {
    for (Measure measure : Measure.values()) {
      column(measure).set(ordinal, (float) value(measure, size, depth, brightness, measures));
    }
  }

  /** One measure's value; not a number where there is none. */
  public static double value(
      Measure measure, Size size, int depth, double brightness, ImageMeasures measures) {
    return switch (measure) {
      case SIZE -> Math.sqrt((double) size.area());
      case ASPECT -> (double) size.width() / size.height();
      case BRIGHTNESS -> brightness;
      case CONTRAST -> measures.contrast();
      case SHARPNESS -> measures.sharpness();
      case BORDER_DARKNESS -> measures.borderDarkness();
      case DEPTH -> depth;
      case BITS_PER_PIXEL -> 8.0 * measures.fileBytes() / size.area();
      case JPEG_QUALITY -> orNone(measures.jpegQuality());
      case COLOR -> measures.color() ? 1 : 0;
      case COLORED -> orNone(measures.colored());
    };
  }

  private static double orNone(@Nullable Number value) {
    return value == null ? Double.NaN : value.doubleValue();
  }

  /** How many samples there are. */
  public int samples() {
    return samples;
  }

  /** A value; not a number where there is none. */
  public float get(Measure measure, int ordinal) {
    return column(measure).get(ordinal);
  }

  /** The values of some samples that have one, in ascending order. */
  public float[] sorted(Measure measure, java.util.function.IntPredicate which) {
    MeasureColumn column = column(measure);
    float[] values = new float[samples];
    int count = 0;
    for (int i = 0; i < samples; i++) {
      float value = column.get(i);
      if (!Float.isNaN(value) && which.test(i)) {
        values[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private MeasureColumn column(Measure measure) {
    return Objects.requireNonNull(columns.get(measure));
  }
}
