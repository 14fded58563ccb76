package dev.xraygpu.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sharp squares by where they are, from which those that lie together are taken out. */
final class SharpSquares {
  private final SharpSquare[] squares;
  // Where each row's squares begin in the list; one more, for the end.
  private final int[] starts;
  private final boolean[] taken;

  /**
   * Of these squares.
   *
   * @param squares by rows, and by columns within a row
   * @param rows of the small copy
   */
  SharpSquares(List<SharpSquare> squares, int rows) {
    this.squares = squares.toArray(SharpSquare[]::new);
    this.taken = new boolean[squares.size()];
    this.starts = new int[rows + 1];
    Arrays.fill(starts, squares.size());
    for (int i = squares.size() - 1; i >= 0; i--) {
      starts[squares.get(i).y()] = i;
    }
    for (int y = rows - 1; y >= 0; y--) {
      starts[y] = Math.min(starts[y], starts[y + 1]);
    }
  }

  /** How many there were. */
  int size() {
    return squares.length;
  }

  /** Whether a square has been taken out, by its number in the list. */
  boolean isTaken(int index) {
    return taken[index];
  }

  /**
   * Takes out a square and all of one brightness within reach of each other.
   *
   * @param first the square's number in the list
   * @param reach how many columns and rows apart they may be
   * @param tolerance how much the brightness of two beside each other may differ
   */
  List<SharpSquare> take(int first, int reach, double tolerance) {
    List<SharpSquare> group = new ArrayList<>();
    group.add(squares[first]);
    taken[first] = true;
    for (int head = 0; head < group.size(); head++) {
      SharpSquare from = group.get(head);
      int last = Math.min(starts.length - 2, from.y() + reach);
      for (int y = Math.max(0, from.y() - reach); y <= last; y++) {
        for (int i = atLeast(from.x() - reach, y); i < starts[y + 1]; i++) {
          SharpSquare near = squares[i];
          if (near.x() > from.x() + reach) {
            break;
          }
          if (!taken[i] && Math.abs(near.level() - from.level()) <= tolerance) {
            group.add(near);
            taken[i] = true;
          }
        }
      }
    }
    return group;
  }

  // The first of a row's squares in this column or behind it.
  private int atLeast(int column, int row) {
    int low = starts[row];
    int high = starts[row + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (squares[middle].x() < column) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
