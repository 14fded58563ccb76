package dev.xraygpu.dicom.jpeg;

/**
 * Brings the smaller components of a colour image to its size: the triangle filter of the
 * Independent JPEG Group's library for half the columns, and half the columns and rows; repetition
 * for other ratios and for components of one or two columns, as there.
 *
 * <p>The filter weighs the nearer of two samples 3/4 and the other 1/4, in each direction. Rounding
 * alternates (by 1 and 2 of 4, by 8 and 7 of 16), so that no brightness is added on the whole.
 */
final class ComponentUpsampling {
  private static final int SMALLEST_FILTERED = 3;

  private final JpegFrame frame;
  private final FrameComponent component;
  private final int stride;
  private final boolean doubledColumns;
  private final boolean doubledRows;

  /** Sums of two rows, three of the nearer and one of the other. */
  private final int[] sums;

  ComponentUpsampling(JpegFrame frame, FrameComponent component) {
    this.frame = frame;
    this.component = component;
    this.stride = frame.lossless ? component.width : component.blocksAcross * 8;
    boolean filtered = component.width >= SMALLEST_FILTERED;
    this.doubledColumns = filtered && 2 * component.horizontal == frame.maxHorizontal;
    this.doubledRows = 2 * component.vertical == frame.maxVertical;
    this.sums = new int[component.width];
  }

  /**
   * Puts a component among the others.
   *
   * @param values samples of all components, those of a pixel following each other
   * @param first place of this one among them
   * @param step number of components
   */
  void write(short[] values, int first, int step) {
    int width = frame.size.width();
    for (int y = 0; y < frame.size.height(); y++) {
      int out = y * width * step + first;
      if (doubledColumns && doubledRows) {
        sumRows(y);
        filterSums(values, out, step);
      } else if (doubledColumns && component.vertical == frame.maxVertical) {
        filterRow(y * stride, values, out, step);
      } else {
        repeat(y * component.vertical / frame.maxVertical * stride, values, out, step);
      }
    }
  }

  private void repeat(int row, short[] values, int out, int step) {
    short[] samples = component.samples;
    int width = frame.size.width();
    int horizontal = component.horizontal;
    int most = frame.maxHorizontal;
    if (step == 1 && horizontal == most) {
      System.arraycopy(samples, row, values, out, width);
      return;
    }
    for (int x = 0; x < width; x++) {
      values[out + x * step] = samples[row + (horizontal == most ? x : x * horizontal / most)];
    }
  }

  private void filterRow(int row, short[] values, int out, int step) {
    short[] samples = component.samples;
    int width = frame.size.width();
    int last = component.width - 1;
    for (int x = 0; x < width; x++) {
      int at = x >> 1;
      int near = samples[row + at] & 0xffff;
      boolean right = (x & 1) == 1;
      int other = right ? at + 1 : at - 1;
      int value = near;
      if (other >= 0 && other <= last) {
        value = (3 * near + (samples[row + other] & 0xffff) + (right ? 2 : 1)) >> 2;
      }
      values[out + x * step] = (short) value;
    }
  }

  private void sumRows(int y) {
    short[] samples = component.samples;
    int near = y >> 1;
    int other = Math.max(0, Math.min(component.height - 1, (y & 1) == 0 ? near - 1 : near + 1));
    for (int x = 0; x < sums.length; x++) {
      sums[x] = 3 * (samples[near * stride + x] & 0xffff) + (samples[other * stride + x] & 0xffff);
    }
  }

  private void filterSums(short[] values, int out, int step) {
    int width = frame.size.width();
    int last = sums.length - 1;
    for (int x = 0; x < width; x++) {
      int at = x >> 1;
      boolean right = (x & 1) == 1;
      int other = Math.max(0, Math.min(last, right ? at + 1 : at - 1));
      values[out + x * step] = (short) ((3 * sums[at] + sums[other] + (right ? 7 : 8)) >> 4);
    }
  }
}
