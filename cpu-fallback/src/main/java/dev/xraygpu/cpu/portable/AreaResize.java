package dev.xraygpu.cpu.portable;

import dev.xraygpu.weights.AreaTable;
import java.util.Arrays;

/** The mean of the covered area, where no side grows. */
final class AreaResize {
  private final PixelRows source;
  private final PixelRows target;
  private final int[] line;
  private final int[] result;

  AreaResize(PixelRows source, PixelRows target) {
    this.source = source;
    this.target = target;
    line = new int[source.width()];
    result = new int[target.width()];
  }

  void run() {
    if (source.width() % target.width() == 0 && source.height() % target.height() == 0) {
      wholeCells(source.width() / target.width(), source.height() / target.height());
    } else {
      fractions();
    }
  }

  // Sums of 8 bits are whole numbers. Those of 16 are in single precision, four pixels at a time in
  // the order of the rows, and one by one what does not fill a group of four.
  private void wholeCells(int across, int down) {
    int area = across * down;
    float share = 1f / area;
    int grouped = source.deep() ? area / 4 * 4 : area;
    int[] whole = new int[result.length];
    float[] sums = new float[result.length];
    for (int y = 0; y < target.height(); y++) {
      Arrays.fill(whole, 0);
      Arrays.fill(sums, 0);
      for (int j = 0; j < down; j++) {
        source.read(y * down + j, line);
        for (int x = 0; x < result.length; x++) {
          for (int i = 0; i < across; i++) {
            int k = j * across + i;
            whole[x] += line[x * across + i];
            if (source.deep() && (k % 4 == 3 || k >= grouped)) {
              sums[x] += whole[x];
              whole[x] = 0;
            }
          }
        }
      }
      for (int x = 0; x < result.length; x++) {
        result[x] = target.pixel((source.deep() ? sums[x] : whole[x]) * share);
      }
      target.write(y, result);
    }
  }

  private void fractions() {
    AreaTable columns = new AreaTable(source.width(), target.width());
    AreaTable rows = new AreaTable(source.height(), target.height());
    float[] sums = new float[result.length];
    float[] ofRow = new float[result.length];
    int last = -1;
    for (int y = 0; y < target.height(); y++) {
      Arrays.fill(sums, 0);
      for (int part = rows.first(y); part < rows.first(y + 1); part++) {
        // A row that two targets share is added up along its columns once.
        if (rows.source(part) != last) {
          last = rows.source(part);
          source.read(last, line);
          across(columns, ofRow);
        }
        float weight = rows.weight(part);
        for (int x = 0; x < sums.length; x++) {
          sums[x] += weight * ofRow[x];
        }
      }
      for (int x = 0; x < sums.length; x++) {
        result[x] = target.pixel(sums[x]);
      }
      target.write(y, result);
    }
  }

  private void across(AreaTable columns, float[] ofRow) {
    for (int x = 0; x < ofRow.length; x++) {
      float sum = 0;
      for (int part = columns.first(x); part < columns.first(x + 1); part++) {
        sum += line[columns.source(part)] * columns.weight(part);
      }
      ofRow[x] = sum;
    }
  }
}
