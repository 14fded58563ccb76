package dev.xraygpu.cpu.portable;

import dev.xraygpu.weights.LinearTable;
import java.util.Arrays;

/**
 * Two by two neighbours: in 2048ths of a pixel for 8 bits, in single precision for 16. Each source
 * row is interpolated along its columns once.
 */
final class LinearResize {
  private final PixelRows source;
  private final PixelRows target;
  private final LinearTable columns;
  private final LinearTable rows;
  private final int[] line;

  /** Which rows are interpolated already: of two neighbours, one is odd. */
  private final int[] passedRows = {-1, -1};

  LinearResize(PixelRows source, PixelRows target, LinearTable columns, LinearTable rows) {
    this.source = source;
    this.target = target;
    this.columns = columns.clamped(source.width());
    this.rows = rows;
    // A single column is its own neighbour, of weight 0.
    this.line = new int[source.width() + 1];
  }

  void run() {
    if (source.deep()) {
      deep();
    } else {
      narrow();
    }
  }

  private int row(int index) {
    return Math.max(0, Math.min(source.height() - 1, index));
  }

  // Reads a row, unless it was the last of its kind that was.
  private boolean readsNew(int wanted) {
    if (passedRows[wanted & 1] == wanted) {
      return false;
    }
    passedRows[wanted & 1] = wanted;
    source.read(wanted, line);
    return true;
  }

  private void narrow() {
    int width = target.width();
    int[] first = new int[width];
    int[] second = new int[width];
    for (int x = 0; x < width; x++) {
      first[x] = LinearTable.fixed(1 - columns.fraction()[x]);
      second[x] = LinearTable.fixed(columns.fraction()[x]);
    }
    int[][] passed = new int[2][width];
    int[] result = new int[width];
    for (int y = 0; y < target.height(); y++) {
      int top = row(rows.index()[y]);
      int bottom = row(rows.index()[y] + 1);
      for (int wanted : new int[] {top, bottom}) {
        if (readsNew(wanted)) {
          across(first, second, passed[wanted & 1]);
        }
      }
      int[] upper = passed[top & 1];
      int[] lower = passed[bottom & 1];
      int weightTop = LinearTable.fixed(1 - rows.fraction()[y]);
      int weightBottom = LinearTable.fixed(rows.fraction()[y]);
      for (int x = 0; x < width; x++) {
        int value =
            ((weightTop * (upper[x] >> 4)) >> 16) + ((weightBottom * (lower[x] >> 4)) >> 16);
        result[x] = Math.max(0, Math.min(255, (value + 2) >> 2));
      }
      target.write(y, result);
    }
  }

  private void across(int[] first, int[] second, int[] passed) {
    for (int x = 0; x < passed.length; x++) {
      int left = columns.index()[x];
      passed[x] = line[left] * first[x] + line[left + 1] * second[x];
    }
  }

  private void deep() {
    int width = target.width();
    float[][] passed = new float[2][width];
    int[] result = new int[width];
    for (int y = 0; y < target.height(); y++) {
      int top = row(rows.index()[y]);
      int bottom = row(rows.index()[y] + 1);
      for (int wanted : new int[] {top, bottom}) {
        if (readsNew(wanted)) {
          across(passed[wanted & 1]);
        }
      }
      float[] upper = passed[top & 1];
      float[] lower = passed[bottom & 1];
      float second = rows.fraction()[y];
      float first = 1 - second;
      for (int x = 0; x < width; x++) {
        result[x] = target.pixel(upper[x] * first + lower[x] * second);
      }
      target.write(y, result);
    }
  }

  private void across(float[] passed) {
    for (int x = 0; x < passed.length; x++) {
      int left = columns.index()[x];
      float second = columns.fraction()[x];
      passed[x] = line[left] * (1 - second) + line[left + 1] * second;
    }
  }

  /** The rounded mean of two by two pixels: what becomes of an image of exactly twice the size. */
  static void halve(PixelRows source, PixelRows target) {
    int[] upper = new int[source.width()];
    int[] lower = new int[source.width()];
    int[] result = new int[target.width()];
    for (int y = 0; y < target.height(); y++) {
      source.read(2 * y, upper);
      source.read(2 * y + 1, lower);
      Arrays.setAll(
          result,
          x -> (upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2);
      target.write(y, result);
    }
  }
}
