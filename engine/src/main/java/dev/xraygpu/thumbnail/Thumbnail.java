package dev.xraygpu.thumbnail;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.Arrays;

/**
 * A small copy of an image: the mean of every {@code factor} x {@code factor} square, where the
 * factor is the smallest that leaves no side longer than {@value #LONGEST_SIDE}. The squares start
 * at the top left; those of the last column and row may be narrower, and are the mean of the pixels
 * they have. Computed in integers, so it is the same on every machine.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit in; values 0 to 65,535 out, for both: an 8-bit value v
 *     counts as 257 v</td></tr>
 * <tr><td>size</td><td>{@code ceil(width / factor)} x {@code ceil(height / factor)}</td></tr>
 * <tr><td>rounding</td><td>to the nearest integer, halves up</td></tr>
 * </table>
 *
 * <p>Immutable by agreement: {@link #values} is the thumbnail's own array, which nobody changes.
 */
public final class Thumbnail {
  /** No side is longer. */
  public static final int LONGEST_SIDE = 256;

  /** The largest value. */
  public static final int MAX_VALUE = 65_535;

  private final Size original;
  private final PixelType originalType;
  private final int factor;
  private final Size size;
  private final int[] values;

  /**
   * A thumbnail of these values.
   *
   * @param values row by row, 0 to {@value #MAX_VALUE}; not copied
   * @throws IllegalArgumentException if they are not as many as the original's size asks for
   */
  Thumbnail(Size original, PixelType originalType, int[] values) {
    this.original = original;
    this.originalType = originalType;
    this.factor = factorOf(original);
    this.size = sizeOf(original);
    if (values.length != size.area()) {
      throw new IllegalArgumentException(
          "a thumbnail of " + original + " has " + size.area() + " values, not " + values.length);
    }
    this.values = values;
  }

  /** Original pixels that become one, per axis. */
  public static int factorOf(Size original) {
    return ceilDiv(Math.max(original.width(), original.height()), LONGEST_SIDE);
  }

  /** Size of the thumbnail of an image of a size. */
  public static Size sizeOf(Size original) {
    int factor = factorOf(original);
    return new Size(ceilDiv(original.width(), factor), ceilDiv(original.height(), factor));
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Size of the image it was made of. */
  public Size original() {
    return original;
  }

  /** Pixel type of the image it was made of. */
  public PixelType originalType() {
    return originalType;
  }

  /** Original pixels that became one, per axis; at least 1. */
  public int factor() {
    return factor;
  }

  /** Columns and rows. */
  public Size size() {
    return size;
  }

  /** All values, row by row, 0 to {@value #MAX_VALUE}. Not a copy: not to be changed. */
  public int[] values() {
    return values;
  }

  /** One value, 0 to {@value #MAX_VALUE}. */
  public int get(int x, int y) {
    return values[y * size.width() + x];
  }

  /**
   * The image on a grid: the mean of every cell, weighted by what it covers, to the precision of
   * {@code float}. Cells may be smaller than the thumbnail's squares, whose value they then have.
   *
   * @param grid columns and rows
   * @return {@code grid.area()} values, row by row, 0 to {@value #MAX_VALUE}
   */
  public float[] onGrid(Size grid) {
    return onGrid(0, 0, original.width(), original.height(), grid);
  }

  /**
   * A part of the image on a grid.
   *
   * @param left first column, in original pixels, at least 0
   * @param top first row
   * @param right end of the columns, more than {@code left}, at most the original's width
   * @param bottom end of the rows
   * @param grid columns and rows
   * @return {@code grid.area()} values, row by row, 0 to {@value #MAX_VALUE}
   * @throws IllegalArgumentException if it is no part of the image
   */
  public float[] onGrid(double left, double top, double right, double bottom, Size grid) {
    AreaAxis columns = new AreaAxis(original.width(), factor, left, right, grid.width());
    AreaAxis rows = new AreaAxis(original.height(), factor, top, bottom, grid.height());
    float[] result = new float[Math.toIntExact(grid.area())];
    float[] line = new float[size.width()];
    float[] row = new float[size.width()];
    int converted = -1;
    for (int y = 0; y < grid.height(); y++) {
      Arrays.fill(line, 0);
      float[] weights = rows.weights(y);
      for (int i = 0; i < weights.length; i++) {
        // The last row of a cell often is the first of the next one.
        if (converted != rows.first(y) + i) {
          converted = rows.first(y) + i;
          convert(values, converted * size.width(), row);
        }
        addLine(row, weights[i], line);
      }
      for (int x = 0; x < grid.width(); x++) {
        result[y * grid.width() + x] = columns.mean(line, x);
      }
    }
    return result;
  }

  // Apart from adding, which compilers make vector instructions of.
  private static void convert(int[] values, int from, float[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = values[from + x];
    }
  }

  private static void addLine(float[] row, float weight, float[] line) {
    for (int x = 0; x < line.length; x++) {
      line[x] += weight * row[x];
    }
  }
}
