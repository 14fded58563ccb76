package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what was put onto an image rather than into the beam: burned-in letters and numbers, side
 * markers, clips. They are brighter than what lies around them and have edges that are sharp at
 * full resolution, where anatomy is blurred.
 *
 * <p>First, the small copy names the squares that stand out from their surroundings; only in them,
 * the image itself is looked at. Squares with sharp, bright edges that lie together are one
 * artifact, if it is as large as letters are. What lies inside of the thorax is left alone.
 */
final class ArtifactFinder {
  // In shares of the image's range of values.
  private static final double STANDS_OUT = 0.035;
  private static final double EDGE = 0.18;
  // A square of the small copy is compared with this many around it, on each side.
  private static final int AROUND = 6;
  // Sharp squares this near to each other are one artifact.
  private static final int REACH = 2;
  private static final int LEAST_EDGES = 4;
  private static final double LARGEST_SIDE = 0.35;
  private static final double LARGEST_AREA = 0.03;
  private static final double FLAT_SHARE = 1.0;
  private static final int LEAST_BRIGHT = 20;
  private static final int LEAST_PIXELS = 12;
  private static final double LEAST_HEIGHT = 0.035;
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
    int[] bins = new int[256];
    int high = 0;
    for (int value : thumbnail.values()) {
      bins[value >> 8]++;
      high = Math.max(high, value);
    }
    int rest = thumbnail.values().length / 100;
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

  private List<Rectangle> find(Rectangle thorax) {
    boolean[] sharp = sharpSquares(thorax);
    List<Rectangle> found = new ArrayList<>();
    int[] queue = new int[columns * rows];
    for (int start = 0; start < sharp.length; start++) {
      if (sharp[start]) {
        Rectangle squares = grow(sharp, start, queue);
        Rectangle box = inPixels(squares);
        if (letterSized(squares) && flat(box)) {
          found.add(box);
          if (found.size() > MOST_ARTIFACTS) {
            return List.of(); // a pattern all over the image is no text
          }
        }
      }
    }
    merge(found);
    double least = Math.max(LEAST_PIXELS, LEAST_HEIGHT * image.size().shorterSide());
    found.removeIf(box -> box.size().height() < least);
    return found;
  }

  private boolean[] sharpSquares(Rectangle thorax) {
    int factor = thumbnail.factor();
    int left = thorax.x() / factor;
    int right = thorax.right() / factor;
    int top = thorax.y() / factor;
    int bottom = thorax.bottom() / factor;
    int[] values = thumbnail.values();
    int least = (int) (STANDS_OUT * range);
    long[] sums = new long[columns];
    boolean[] sharp = new boolean[columns * rows];
    int added = 0;
    int removed = 0;
    for (int y = 0; y < rows; y++) {
      int to = Math.min(rows, y + AROUND + 1);
      for (; added < to; added++) {
        addRow(sums, values, added, 1);
      }
      for (; removed < y - AROUND; removed++) {
        addRow(sums, values, removed, -1);
      }
      int height = added - removed;
      long sum = 0;
      int first = 0;
      int next = 0;
      for (int x = 0; x < columns; x++) {
        int end = Math.min(columns, x + AROUND + 1);
        for (; next < end; next++) {
          sum += sums[next];
        }
        for (; first < x - AROUND; first++) {
          sum -= sums[first];
        }
        int count = height * (next - first);
        if ((long) (values[y * columns + x] - least) * count > sum
            && (x < left || x >= right || y < top || y >= bottom)) {
          sharp[y * columns + x] = hasSharpEdges(x, y, (double) sum / count);
        }
      }
    }
    return sharp;
  }

  private void addRow(long[] sums, int[] values, int row, int sign) {
    int at = row * columns;
    for (int x = 0; x < columns; x++) {
      sums[x] += (long) sign * values[at + x];
    }
  }

  // Pairs of pixels two apart, of which one is bright and the other much darker.
  private boolean hasSharpEdges(int squareX, int squareY, double mean) {
    int factor = thumbnail.factor();
    int x0 = squareX * factor;
    int y0 = squareY * factor;
    int x1 = Math.min(image.size().width() - 2, x0 + factor);
    int y1 = Math.min(image.size().height() - 2, y0 + factor);
    int edge = (int) (EDGE * range / scale);
    int bright = (int) ((mean + EDGE * range) / scale);
    return image.type() == PixelType.U8
        ? sharp8(x0, y0, x1, y1, edge, bright)
        : sharp16(x0, y0, x1, y1, edge, bright);
  }

  private boolean sharp8(int x0, int y0, int x1, int y1, int edge, int bright) {
    ByteBuffer pixels = image.pixels();
    int width = image.size().width();
    int edges = 0;
    for (int y = y0; y < y1; y++) {
      for (int at = y * width + x0; at < y * width + x1; at++) {
        int here = pixels.get(at) & 0xff;
        int beside = pixels.get(at + 2) & 0xff;
        int below = pixels.get(at + 2 * width) & 0xff;
        if (isEdge(here, beside, edge, bright) || isEdge(here, below, edge, bright)) {
          edges++;
        }
      }
    }
    return edges >= LEAST_EDGES;
  }

  private boolean sharp16(int x0, int y0, int x1, int y1, int edge, int bright) {
    ByteBuffer pixels = image.pixels();
    int width = image.size().width();
    int edges = 0;
    for (int y = y0; y < y1; y++) {
      for (int at = y * width + x0; at < y * width + x1; at++) {
        int here = pixels.getChar(2 * at);
        int beside = pixels.getChar(2 * (at + 2));
        int below = pixels.getChar(2 * (at + 2 * width));
        if (isEdge(here, beside, edge, bright) || isEdge(here, below, edge, bright)) {
          edges++;
        }
      }
    }
    return edges >= LEAST_EDGES;
  }

  private static boolean isEdge(int a, int b, int edge, int bright) {
    return Math.max(a, b) > bright && Math.abs(a - b) > edge;
  }

  // Takes all sharp squares within reach of each other, and returns the box around them.
  private Rectangle grow(boolean[] sharp, int start, int[] queue) {
    int left = columns;
    int right = 0;
    int top = rows;
    int bottom = 0;
    int head = 0;
    int tail = 0;
    queue[tail++] = start;
    sharp[start] = false;
    while (head < tail) {
      int x = queue[head] % columns;
      int y = queue[head++] / columns;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (int j = Math.max(0, y - REACH); j <= Math.min(rows - 1, y + REACH); j++) {
        for (int i = Math.max(0, x - REACH); i <= Math.min(columns - 1, x + REACH); i++) {
          if (sharp[j * columns + i]) {
            sharp[j * columns + i] = false;
            queue[tail++] = j * columns + i;
          }
        }
      }
    }
    return new Rectangle(left, top, new Size(right - left, bottom - top));
  }

  private boolean letterSized(Rectangle squares) {
    Size size = squares.size();
    return size.width() <= LARGEST_SIDE * columns
        && size.height() <= LARGEST_SIDE * rows
        && size.area() <= Math.max(16, LARGEST_AREA * columns * rows);
  }

  // Letters are of one brightness with hardly anything between it and what lies around them.
  private boolean flat(Rectangle box) {
    int[] counts = new int[256];
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        counts[level(image.get(x, y))]++;
      }
    }
    int background = level(ArtifactCover.medianAround(image, box));
    int highest = 255;
    int specks = 3;
    while (highest > 0 && (specks -= counts[highest]) >= 0) {
      highest--;
    }
    int contrast = highest - background;
    if (contrast < EDGE * 255) {
      return false;
    }
    int bright = between(counts, highest - contrast / 4, 256);
    int soft = between(counts, background + contrast / 4, highest - contrast / 4);
    return bright >= LEAST_BRIGHT && bright >= FLAT_SHARE * soft;
  }

  private int level(int value) {
    return (int) Math.min(255, Math.max(0, (value * scale - low) * 255 / range));
  }

  private static int between(int[] counts, int from, int to) {
    int sum = 0;
    for (int level = Math.max(0, from); level < Math.min(256, to); level++) {
      sum += counts[level];
    }
    return sum;
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
