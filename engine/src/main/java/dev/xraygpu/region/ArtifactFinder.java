package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was put onto an image rather than into the beam: burned-in letters and numbers, side
 * markers, clips. They are brighter than what lies around them and have edges that are sharp at
 * full resolution, where anatomy is blurred.
 *
 * <p>First, the small copy names the squares that stand out from their surroundings; only in them,
 * the image itself is looked at. Squares with sharp edges of one brightness that lie together are a
 * {@linkplain ArtifactGroup group}, which is text if it is as large as letters are and looks like
 * them. What lies inside of the thorax is left alone.
 */
final class ArtifactFinder {
  // In shares of the image's range of values.
  private static final double STANDS_OUT = 0.04;
  private static final double EDGE = 0.15;
  // Sharp squares beside each other whose brightness differs by less are of one group.
  private static final double ONE_LEVEL = 0.06;
  // What is this like a letter beside it is a part of the word.
  private static final double SAME_LEVEL = 0.03;
  // A square of the small copy is compared with this many around it, on each side.
  private static final int AROUND = 6;
  // Sharp squares this near to each other are one group.
  private static final int REACH = 2;
  private static final double LARGEST_SIDE = 0.35;
  private static final double LARGEST_AREA = 0.03;
  private static final int LEAST_PIXELS = 12;
  private static final double LEAST_HEIGHT = 0.033;
  private static final int MOST_ARTIFACTS = 60;

  private final HostImage image;
  private final Thumbnail thumbnail;
  private final int columns;
  private final int rows;
  private final int low;
  private final double range;
  private final double scale;

  private ArtifactFinder(HostImage image, Thumbnail thumbnail) {
    this.image = image;
    this.thumbnail = thumbnail;
    this.columns = thumbnail.size().width();
    this.rows = thumbnail.size().height();
    int[] values = thumbnail.values();
    int high = 0;
    for (int value : values) {
      high = Math.max(high, value);
    }
    // The darkest hundredth, of every fourth square.
    int[] bins = new int[256];
    for (int i = 0; i < values.length; i += 4) {
      bins[values[i] >> 8]++;
    }
    int rest = values.length / 400;
    int bin = 0;
    while (bin < 255 && rest >= bins[bin]) {
      rest -= bins[bin++];
    }
    this.low = bin << 8;
    this.range = Math.max(1, high - low);
    this.scale = (double) Thumbnail.MAX_VALUE / image.type().maxValue();
  }

  /**
   * Finds them.
   *
   * @param thorax where nothing is looked for, in pixels of the original
   * @return boxes in pixels of the original, from the top down
   */
  static List<Rectangle> find(HostImage image, Thumbnail thumbnail, Rectangle thorax) {
    return new ArtifactFinder(image, thumbnail).find(thorax);
  }

  @SuppressWarnings("ReferenceEquality") // a square is in the grid itself, or was taken out
  private List<Rectangle> find(Rectangle thorax) {
    @Nullable SharpSquare[] grid = new SharpSquare[columns * rows];
    List<ArtifactGroup> text = new ArrayList<>();
    List<ArtifactGroup> others = new ArrayList<>();
    for (SharpSquare square : sharpSquares(thorax, grid)) {
      if (grid[square.y() * columns + square.x()] == null) {
        continue; // is in a group
      }
      ArtifactGroup group = new ArtifactGroup(grow(grid, square));
      if (letterSized(group.box())) {
        boolean isText = group.isText(image, thumbnail.factor(), range / scale);
        (isText ? text : others).add(group);
        if (text.size() > MOST_ARTIFACTS) {
          return List.of(); // a pattern all over the image is no text
        }
      }
    }
    completeWords(text, others);
    List<Rectangle> found = new ArrayList<>();
    text.forEach(group -> found.add(inPixels(group.box())));
    merge(found);
    double least = Math.max(LEAST_PIXELS, LEAST_HEIGHT * image.size().shorterSide());
    found.removeIf(box -> box.size().height() < least);
    return found;
  }

  // All of them, from the top down, which are also put where they are in the grid.
  private List<SharpSquare> sharpSquares(Rectangle thorax, @Nullable SharpSquare[] grid) {
    int factor = thumbnail.factor();
    int left = thorax.x() / factor;
    int right = Math.min(columns, thorax.right() / factor);
    int top = thorax.y() / factor;
    int bottom = thorax.bottom() / factor;
    EdgeScan scan = new EdgeScan(image, factor, (int) (EDGE * range / scale));
    List<SharpSquare> sharp = new ArrayList<>();
    // Of 13 rows of 256 squares of 65,535 at most: far below an int's range.
    int[] sums = new int[columns];
    // Sums of the columns before, with AROUND more at both ends.
    int[] before = new int[columns + 2 * AROUND + 1];
    int added = 0;
    int removed = 0;
    for (int y = 0; y < rows; y++) {
      for (; added < Math.min(rows, y + AROUND + 1); added++) {
        addRow(sums, added, 1);
      }
      for (; removed < y - AROUND; removed++) {
        addRow(sums, removed, -1);
      }
      for (int x = 0; x < columns; x++) {
        before[x + AROUND + 1] = before[x + AROUND] + sums[x];
      }
      Arrays.fill(before, columns + AROUND + 1, before.length, before[columns + AROUND]);
      int from = sharp.size();
      if (y < top || y >= bottom) {
        addSharp(y, 0, columns, before, added - removed, scan, sharp);
      } else {
        addSharp(y, 0, left, before, added - removed, scan, sharp);
        addSharp(y, right, columns, before, added - removed, scan, sharp);
      }
      for (SharpSquare square : sharp.subList(from, sharp.size())) {
        grid[y * columns + square.x()] = square;
      }
    }
    return sharp;
  }

  // Of a row's squares those that are brighter than what lies around them and are sharp.
  private void addSharp(
      int y, int from, int to, int[] before, int height, EdgeScan scan, List<SharpSquare> sharp) {
    int[] values = thumbnail.values();
    int least = (int) (STANDS_OUT * range);
    int full = height * (2 * AROUND + 1);
    for (int x = from; x < to; x++) {
      int sum = before[x + 2 * AROUND + 1] - before[x];
      int beyond = Math.max(0, AROUND - x) + Math.max(0, x + AROUND + 1 - columns);
      int count = full - height * beyond;
      if ((values[y * columns + x] - least) * count > sum) {
        int bright = (int) (((double) sum / count + EDGE * range) / scale);
        scan.square(x, y, bright).ifPresent(sharp::add);
      }
    }
  }

  private void addRow(int[] sums, int row, int sign) {
    int[] values = thumbnail.values();
    int at = row * columns;
    for (int x = 0; x < columns; x++) {
      sums[x] += sign * values[at + x];
    }
  }

  // A part of a letter whose other edges are lost in the ground is no text by itself.
  private void completeWords(List<ArtifactGroup> text, List<ArtifactGroup> others) {
    double tolerance = SAME_LEVEL * range / scale;
    for (int i = 0; i < text.size(); i++) {
      ArtifactGroup word = text.get(i);
      Rectangle box = inPixels(word.box());
      for (int j = others.size() - 1; j >= 0; j--) {
        ArtifactGroup other = others.get(j);
        if (Math.abs(word.level() - other.level()) <= tolerance
            && together(box, inPixels(other.box()))) {
          text.add(others.remove(j));
        }
      }
    }
  }

  // Takes all sharp squares of one brightness within reach of each other.
  private List<SharpSquare> grow(@Nullable SharpSquare[] grid, SharpSquare start) {
    double tolerance = ONE_LEVEL * range / scale;
    List<SharpSquare> taken = new ArrayList<>();
    taken.add(start);
    grid[start.y() * columns + start.x()] = null;
    for (int head = 0; head < taken.size(); head++) {
      SharpSquare from = taken.get(head);
      int x1 = Math.min(columns - 1, from.x() + REACH);
      int y1 = Math.min(rows - 1, from.y() + REACH);
      for (int y = Math.max(0, from.y() - REACH); y <= y1; y++) {
        for (int x = Math.max(0, from.x() - REACH); x <= x1; x++) {
          SharpSquare near = grid[y * columns + x];
          if (near != null && Math.abs(near.level() - from.level()) <= tolerance) {
            taken.add(near);
            grid[y * columns + x] = null;
          }
        }
      }
    }
    return taken;
  }

  private boolean letterSized(Rectangle squares) {
    Size size = squares.size();
    return size.width() <= LARGEST_SIDE * columns
        && size.height() <= LARGEST_SIDE * rows
        && size.area() <= Math.max(16, LARGEST_AREA * columns * rows);
  }

  // Letters of one word, and the parts of a letter, belong together.
  private static void merge(List<Rectangle> boxes) {
    boolean merged = true;
    while (merged) {
      merged = false;
      for (int i = 0; i < boxes.size(); i++) {
        for (int j = boxes.size() - 1; j > i; j--) {
          if (together(boxes.get(i), boxes.get(j))) {
            boxes.set(i, around(boxes.get(i), boxes.remove(j)));
            merged = true;
          }
        }
      }
    }
  }

  private static boolean together(Rectangle a, Rectangle b) {
    int height = Math.max(a.size().height(), b.size().height());
    int across = Math.max(a.x(), b.x()) - Math.min(a.right(), b.right());
    int down = Math.max(a.y(), b.y()) - Math.min(a.bottom(), b.bottom());
    return across < 0.6 * height && down < 0.25 * height;
  }

  private static Rectangle around(Rectangle a, Rectangle b) {
    int left = Math.min(a.x(), b.x());
    int top = Math.min(a.y(), b.y());
    int right = Math.max(a.right(), b.right());
    int bottom = Math.max(a.bottom(), b.bottom());
    return new Rectangle(left, top, new Size(right - left, bottom - top));
  }

  private Rectangle inPixels(Rectangle squares) {
    int factor = thumbnail.factor();
    // The stroke's soft edge reaches into the next square.
    int apron = Math.max(2, factor / 2);
    int left = Math.max(0, squares.x() * factor - apron);
    int top = Math.max(0, squares.y() * factor - apron);
    int right = Math.min(image.size().width(), squares.right() * factor + apron + 2);
    int bottom = Math.min(image.size().height(), squares.bottom() * factor + apron + 2);
    return new Rectangle(left, top, new Size(right - left, bottom - top));
  }
}
