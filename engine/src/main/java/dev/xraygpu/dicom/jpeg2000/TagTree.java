package dev.xraygpu.dicom.jpeg2000;

/**
 * A tag tree (ISO/IEC 15444-1, B.10.2): numbers in rows and columns, whose minima are told first.
 */
final class TagTree {
  private final int columns;
  private final int[] parents;
  private final int[] values;
  private final boolean[] known;

  TagTree(int columns, int rows) {
    this.columns = columns;
    int nodes = 0;
    int width = columns;
    int height = rows;
    while (true) {
      nodes += width * height;
      if (width * height <= 1) {
        break;
      }
      width = (width + 1) / 2;
      height = (height + 1) / 2;
    }
    parents = new int[nodes];
    values = new int[nodes];
    known = new boolean[nodes];
    int first = 0;
    width = columns;
    height = rows;
    while (width * height > 1) {
      int above = first + width * height;
      int halved = (width + 1) / 2;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          parents[first + y * width + x] = above + y / 2 * halved + x / 2;
        }
      }
      first = above;
      width = halved;
      height = (height + 1) / 2;
    }
    if (nodes > 0) {
      parents[nodes - 1] = -1;
    }
  }

  /**
   * Reads as much as tells whether a number is less than a threshold.
   *
   * @return the number if it is less, and is known from then on; else the threshold
   */
  int read(int column, int row, int threshold, PacketHeader header) {
    int[] path = header.path();
    int depth = 0;
    for (int node = row * columns + column; node >= 0; node = parents[node]) {
      path[depth++] = node;
    }
    int least = 0;
    while (--depth >= 0) {
      int node = path[depth];
      values[node] = Math.max(values[node], least);
      while (values[node] < threshold && !known[node]) {
        if (header.bit() == 1) {
          known[node] = true;
        } else {
          values[node]++;
        }
      }
      least = values[node];
    }
    return Math.min(least, threshold);
  }
}
