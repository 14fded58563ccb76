package dev.xraygpu.region;

import dev.xraygpu.thumbnail.Thumbnail;

/**
 * Goes down the rows of a small copy, and names in each the squares that are brighter than the mean
 * of what lies around them, and are not of one brightness with their neighbours.
 *
 * <p>Which squares these are is as good as random to a processor, so no branch depends on it.
 */
final class OutstandingSquares {
  // A square is compared with this many around it, on each side.
  private static final int AROUND = 6;

  private final int[] values;
  private final int columns;
  private final int rows;
  private final int least;
  private final int uneven;
  // Of each column's rows around, with AROUND zeros before and behind. The sums are of 13 x 13
  // squares of 65,535 at most: far below an int's range.
  private final int[] sums;
  // How many columns of a square's surroundings are inside of the image.
  private final int[] across;
  // The sums around the squares that were found.
  private final int[] around;
  private int added;
  private int removed;

  /**
   * Before the first row.
   *
   * @param least by how much more than its surroundings a square is bright, in its own values
   * @param uneven by how much it and its four neighbours differ
   */
  OutstandingSquares(Thumbnail thumbnail, int least, int uneven) {
    this.values = thumbnail.values();
    this.columns = thumbnail.size().width();
    this.rows = thumbnail.size().height();
    this.least = least;
    this.uneven = uneven;
    this.sums = new int[columns + 2 * AROUND];
    this.across = new int[columns];
    for (int x = 0; x < columns; x++) {
      across[x] = Math.min(columns, x + AROUND + 1) - Math.max(0, x - AROUND);
    }
    this.around = new int[columns + 1];
  }

  /** Goes to the next row; to be called for one after the other from 0 on. */
  void enter(int y) {
    while (added < Math.min(rows, y + AROUND + 1)) {
      if (removed < y - AROUND) {
        replace(values, removed++ * columns, added++ * columns, sums, columns);
      } else {
        add(values, added++ * columns, sums, columns);
      }
    }
    while (removed < y - AROUND) {
      subtract(values, removed++ * columns, sums, columns);
    }
  }

  /**
   * Finds those of the row's squares between two columns.
   *
   * @param y the row that was entered
   * @param found receives their columns, in ascending order; one longer than the row
   * @param count how many it holds already
   * @return how many it holds now
   */
  int between(int y, int from, int to, int[] found, int count) {
    // Apart from the image's sides, the surroundings have their whole width.
    int inner = Math.max(from, Math.min(to, AROUND));
    int outer = Math.max(inner, Math.min(to, columns - AROUND));
    int n = brighter(y, from, inner, found, count);
    n = brighterInside(y, inner, outer, found, n);
    n = brighter(y, outer, to, found, n);
    return keepUneven(y, found, count, n);
  }

  private int brighter(int y, int from, int to, int[] found, int count) {
    int n = count;
    for (int x = from; x < to; x++) {
      int sum = 0;
      for (int i = x; i <= x + 2 * AROUND; i++) {
        sum += sums[i];
      }
      n = add(x, sum, values[y * columns + x], across[x] * (added - removed), found, n);
    }
    return n;
  }

  private int brighterInside(int y, int from, int to, int[] found, int count) {
    int[] down = sums;
    int[] all = values;
    int at = y * columns;
    int whole = (2 * AROUND + 1) * (added - removed);
    int n = count;
    int sum = 0;
    for (int i = from; i < Math.min(down.length, from + 2 * AROUND); i++) {
      sum += down[i];
    }
    for (int x = from; x < to; x++) {
      sum += down[x + 2 * AROUND];
      n = add(x, sum, all[at + x], whole, found, n);
      sum -= down[x];
    }
    return n;
  }

  // One more if the sum of its surroundings is less than it would be of the square's own value.
  private int add(int x, int sum, int value, int count, int[] found, int n) {
    found[n] = x;
    around[n] = sum;
    return n + ((sum - (value - least) * count) >>> (Integer.SIZE - 1));
  }

  // Where all neighbours are as bright, there is no letter's edge.
  private int keepUneven(int y, int[] found, int from, int to) {
    int at = y * columns;
    int above = Math.max(0, y - 1) * columns;
    int below = Math.min(rows - 1, y + 1) * columns;
    int n = from;
    for (int i = from; i < to; i++) {
      int x = found[i];
      int here = values[at + x];
      int left = values[at + Math.max(0, x - 1)];
      int right = values[at + Math.min(columns - 1, x + 1)];
      int up = values[above + x];
      int down = values[below + x];
      int high = Math.max(Math.max(Math.max(left, right), Math.max(up, down)), here);
      int low = Math.min(Math.min(Math.min(left, right), Math.min(up, down)), here);
      found[n] = x;
      around[n] = around[i];
      n += (uneven - 1 - (high - low)) >>> (Integer.SIZE - 1);
    }
    return n;
  }

  /** The mean around a square that was found, by its number. */
  double meanAround(int column, int index) {
    return (double) around[index] / (across[column] * (added - removed));
  }

  private static void add(int[] values, int row, int[] sums, int count) {
    for (int x = 0; x < count; x++) {
      sums[AROUND + x] += values[row + x];
    }
  }

  private static void subtract(int[] values, int row, int[] sums, int count) {
    for (int x = 0; x < count; x++) {
      sums[AROUND + x] -= values[row + x];
    }
  }

  private static void replace(int[] values, int old, int row, int[] sums, int count) {
    for (int x = 0; x < count; x++) {
      sums[AROUND + x] += values[row + x] - values[old + x];
    }
  }
}
