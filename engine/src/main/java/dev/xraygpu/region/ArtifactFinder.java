package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.ArrayList;
import java.util.List;

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
  private static final double UNEVEN = 0.12;
  private static final double EDGE = 0.15;
  // Sharp squares beside each other whose brightness differs by less are of one group.
  private static final double ONE_LEVEL = 0.06;
  // What is this like a letter beside it is a part of the word.
  private static final double SAME_LEVEL = 0.03;
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
  private final double range;
  private final double scale;

  private ArtifactFinder(HostImage image, Thumbnail thumbnail, SmallCopyLevels levels) {
    this.image = image;
    this.thumbnail = thumbnail;
    this.columns = thumbnail.size().width();
    this.rows = thumbnail.size().height();
    this.range = Math.max(1, levels.largest() - (levels.darkBin() << 8));
    this.scale = (double) Thumbnail.MAX_VALUE / image.type().maxValue();
  }

  /**
   * Finds them.
   *
   * @param levels of the thumbnail
   * @param thorax where nothing is looked for, in pixels of the original
   * @return boxes in pixels of the original, from the top down
   */
  static List<Rectangle> find(
      HostImage image, Thumbnail thumbnail, SmallCopyLevels levels, Rectangle thorax) {
    return new ArtifactFinder(image, thumbnail, levels).find(thorax);
  }

  private List<Rectangle> find(Rectangle thorax) {
    SharpSquares sharp = new SharpSquares(sharpSquares(thorax), rows);
    List<ArtifactGroup> text = new ArrayList<>();
    List<ArtifactGroup> others = new ArrayList<>();
    for (int i = 0; i < sharp.size(); i++) {
      if (sharp.isTaken(i)) {
        continue;
      }
      ArtifactGroup group = new ArtifactGroup(sharp.take(i, REACH, ONE_LEVEL * range / scale));
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

  // All that are not inside of the thorax, from the top down.
  private List<SharpSquare> sharpSquares(Rectangle thorax) {
    int factor = thumbnail.factor();
    int left = thorax.x() / factor;
    int right = Math.min(columns, thorax.right() / factor);
    int top = thorax.y() / factor;
    int bottom = thorax.bottom() / factor;
    EdgeScan scan = new EdgeScan(image, factor, (int) (EDGE * range / scale));
    OutstandingSquares outstanding =
        new OutstandingSquares(thumbnail, (int) (STANDS_OUT * range), (int) (UNEVEN * range));
    int[] found = new int[columns + 1];
    int[] bright = new int[columns];
    List<SharpSquare> sharp = new ArrayList<>();
    for (int y = 0; y < rows; y++) {
      outstanding.enter(y);
      int count;
      if (y < top || y >= bottom) {
        count = outstanding.between(y, 0, columns, found, 0);
      } else {
        count = outstanding.between(y, 0, left, found, 0);
        count = outstanding.between(y, right, columns, found, count);
      }
      for (int i = 0; i < count; i++) {
        bright[i] = (int) ((outstanding.meanAround(found[i], i) + EDGE * range) / scale);
      }
      scan.squares(y, found, bright, count, sharp);
    }
    return sharp;
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
