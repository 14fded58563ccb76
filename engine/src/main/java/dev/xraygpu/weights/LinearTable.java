package dev.xraygpu.weights;

/**
 * Where each target pixel of one axis lies between two source pixels: positions are in double
 * precision and their fractions in single, as OpenCV has them.
 *
 * @param index left or upper source pixel of each target pixel; may lie one outside
 * @param fraction weight of its right or lower neighbour, 0 to 1
 */
public record LinearTable(int[] index, float[] fraction) {
  private static final int FIXED_ONE = 2048;

  /** Pixel centres at halves: linear interpolation. */
  public static LinearTable centred(int source, int target) {
    double scale = 1.0 / ((double) target / source);
    LinearTable table = new LinearTable(new int[target], new float[target]);
    for (int d = 0; d < target; d++) {
      float place = (float) ((d + 0.5) * scale - 0.5);
      int whole = (int) Math.floor(place);
      table.index[d] = whole;
      table.fraction[d] = place - whole;
    }
    return table;
  }

  /** What area interpolation uses where a side grows: whole pixels with a ramp between them. */
  public static LinearTable growing(int source, int target) {
    double inverse = (double) target / source;
    double scale = 1.0 / inverse;
    LinearTable table = new LinearTable(new int[target], new float[target]);
    for (int d = 0; d < target; d++) {
      int whole = (int) Math.floor(d * scale);
      float part = (float) ((d + 1) - (whole + 1) * inverse);
      table.index[d] = whole;
      table.fraction[d] = part <= 0 ? 0 : part - (float) Math.floor(part);
    }
    return table;
  }

  /**
   * The table of columns, where positions beyond the first and the last pixel take that pixel. The
   * last one is the right neighbour of the one before, so that nobody needs to ask whether there is
   * one, but for a single column. Of rows, both neighbours are clamped and keep their weights.
   */
  public LinearTable clamped(int source) {
    LinearTable table = new LinearTable(index.clone(), fraction.clone());
    for (int d = 0; d < index.length; d++) {
      if (index[d] < 0 || source == 1) {
        table.index[d] = 0;
        table.fraction[d] = 0;
      } else if (index[d] >= source - 1) {
        table.index[d] = source - 2;
        table.fraction[d] = 1;
      }
    }
    return table;
  }

  /** The weight of a pixel in 2048ths, as 8-bit images have it. */
  public static short fixed(float weight) {
    return (short) Math.rint(weight * FIXED_ONE);
  }
}
