package dev.xraygpu.denoise;

/**
 * The median of a square window, by a histogram that moves along with it: T. S. Huang, G. J. Yang
 * and G. Y. Tang, "A Fast Two-Dimensional Median Filtering Algorithm" (IEEE Transactions on
 * Acoustics, Speech, and Signal Processing 27, 1979).
 *
 * @param kernel odd, pixels
 */
record TileMedian(int kernel) implements TileFilter {
  private static final int LEVELS = 256;

  @Override
  public int reach() {
    return kernel / 2;
  }

  @Override
  public GrayTile filter(GrayTile tile) {
    int side = tile.side() - 2 * reach();
    int[] result = new int[side * side];
    int before = kernel * kernel / 2;
    int[] histogram = new int[LEVELS];
    for (int y = 0; y < side; y++) {
      java.util.Arrays.fill(histogram, 0);
      for (int x = 0; x < kernel; x++) {
        count(histogram, tile, x, y, 1);
      }
      int median = 0;
      int below = 0;
      for (int x = 0; x < side; x++) {
        if (x > 0) {
          below -= countBelow(tile, x - 1, y, median);
          count(histogram, tile, x - 1, y, -1);
          below += countBelow(tile, x + kernel - 1, y, median);
          count(histogram, tile, x + kernel - 1, y, 1);
        }
        while (below > before) {
          median--;
          below -= histogram[median];
        }
        while (below + histogram[median] <= before) {
          below += histogram[median];
          median++;
        }
        result[y * side + x] = median;
      }
    }
    return new GrayTile(side, result);
  }

  private void count(int[] histogram, GrayTile tile, int x, int y, int by) {
    for (int j = 0; j < kernel; j++) {
      histogram[tile.at(x, y + j)] += by;
    }
  }

  private int countBelow(GrayTile tile, int x, int y, int value) {
    int count = 0;
    for (int j = 0; j < kernel; j++) {
      count += tile.at(x, y + j) < value ? 1 : 0;
    }
    return count;
  }
}
