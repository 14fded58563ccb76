package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds where a detector left nothing: lines of one value right through the image, and corners of
 * one value. Both end in an edge as hard as only missing data makes it, so neither the dark
 * background beside a patient nor a frame around the image is one: those are {@link FieldBorder}'s.
 * Missing lines are thinner than a square of the small copy, so the image itself is looked at, each
 * line only up to its first two different pixels.
 */
final class MissingRegionFinder {
  // Of the largest pixel value: what a compression does to one value, and its ringing at an edge.
  private static final double ONE_VALUE = 2.0 / 255;
  private static final double RINGING = 6.0 / 255;
  private static final int RINGS = 4;
  // Of the image's range of values, to the pixel two further.
  private static final double HARD = 0.08;
  private static final double LINE_EDGE = 0.25;
  private static final double CORNER_EDGE = 0.85;
  private static final double THICKEST_LINE = 0.03;
  private static final double SHORTEST_CORNER = 0.02;
  private static final double LONGEST_CORNER = 0.3;
  // Of the rectangle around it: letters beside a dark corner leave a rectangle.
  private static final double LEAST_FILLED = 0.15;
  private static final double MOST_FILLED = 0.75;
  private static final int PROBES = 16;

  private final HostImage image;
  private final int width;
  private final int height;
  private final int tolerance;
  private final int ringing;
  private final int hard;

  private MissingRegionFinder(HostImage image, Thumbnail thumbnail) {
    this.image = image;
    this.width = image.size().width();
    this.height = image.size().height();
    int low = Thumbnail.MAX_VALUE;
    int high = 0;
    for (int value : thumbnail.values()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    int max = image.type().maxValue();
    this.tolerance = (int) (max * ONE_VALUE);
    double range = (double) (high - low) * max / Thumbnail.MAX_VALUE;
    this.ringing = (int) (max * RINGING);
    this.hard = Math.max(ringing + 1, (int) (range * HARD));
  }

  /** Finds them: rows from the top, columns from the left, then corners. */
  static List<MissingRegion> find(HostImage image, Thumbnail thumbnail) {
    MissingRegionFinder finder = new MissingRegionFinder(image, thumbnail);
    List<MissingRegion> found = new ArrayList<>();
    finder.lines(true, found);
    finder.lines(false, found);
    for (int corner = 0; corner < 4; corner++) {
      finder.corner((corner & 1) != 0, (corner & 2) != 0, found);
    }
    return found;
  }

  // Along a line and across it: a row's x and y, or a column's y and x.
  private int at(boolean rows, int along, int across) {
    return rows ? image.get(along, across) : image.get(across, along);
  }

  private void lines(boolean rows, List<MissingRegion> found) {
    int length = rows ? width : height;
    int lines = rows ? height : width;
    int thickest = Math.max(1, (int) (lines * THICKEST_LINE));
    int line = 0;
    while (line < lines) {
      if (!oneValue(rows, line, length)) {
        line++;
        continue;
      }
      int end = line + 1;
      while (end < lines && oneValue(rows, end, length)) {
        end++;
      }
      boolean inside = line >= 2 && end < lines - 1 && end - line <= thickest;
      if (inside && edge(rows, line, line - 2, length) && edge(rows, end - 1, end + 1, length)) {
        int thick = end - line;
        found.add(
            MissingRegion.whole(
                rows
                    ? new Rectangle(0, line, new Size(length, thick))
                    : new Rectangle(line, 0, new Size(thick, length))));
      }
      line = end;
    }
  }

  private boolean oneValue(boolean rows, int line, int length) {
    int value = at(rows, 0, line);
    // A few far apart first: of a column, each is another line of memory.
    for (int probe = 1; probe <= PROBES; probe++) {
      if (Math.abs(at(rows, (length - 1) * probe / PROBES, line) - value) > tolerance) {
        return false;
      }
    }
    for (int i = 0; i < length; i++) {
      if (Math.abs(at(rows, i, line) - value) > tolerance) {
        return false;
      }
    }
    return true;
  }

  private boolean edge(boolean rows, int line, int beside, int length) {
    int value = at(rows, 0, line);
    int steps = 0;
    for (int i = 0; i < length; i++) {
      steps += Math.abs(at(rows, i, beside) - value) >= hard ? 1 : 0;
    }
    return steps >= LINE_EDGE * length;
  }

  // Rows of one value from a side inwards, shorter from row to row.
  private void corner(boolean right, boolean bottom, List<MissingRegion> found) {
    int value = inCorner(right, bottom, 0, 0);
    int longest = (int) (width * LONGEST_CORNER);
    int highest = (int) (height * LONGEST_CORNER);
    if (longest + RINGS >= width) {
      return; // too narrow to look beyond a corner
    }
    int[] runs = new int[highest + 1];
    int count = 0;
    int steps = 0;
    int allowed = longest;
    while (count <= highest && count < height) {
      int run = 0;
      while (run <= allowed && Math.abs(inCorner(right, bottom, run, count) - value) <= ringing) {
        run++;
      }
      if (run > allowed) {
        return; // no corner, but a border or a background
      }
      if (run == 0) {
        break;
      }
      boolean edge =
          Math.abs(inCorner(right, bottom, run + 1, count) - value) >= hard
              || Math.abs(inCorner(right, bottom, run + 3, count) - value) >= hard;
      steps += edge ? 1 : 0;
      runs[count++] = run;
      allowed = Math.min(longest, run + RINGS);
    }
    boolean large = runs[0] >= SHORTEST_CORNER * width && count >= SHORTEST_CORNER * height;
    double filled = IntStream.of(runs).sum() / ((double) runs[0] * count);
    boolean tapers = filled >= LEAST_FILLED && filled <= MOST_FILLED;
    if (large && tapers && count <= highest && steps >= CORNER_EDGE * count) {
      found.add(region(right, bottom, runs, count));
    }
  }

  private MissingRegion region(boolean right, boolean bottom, int[] runs, int count) {
    int across = 0;
    for (int i = 0; i < count; i++) {
      across = Math.max(across, runs[i] + 1); // the pixel at the edge is a mixture
    }
    Size size = new Size(across, count);
    boolean[] missing = new boolean[across * count];
    for (int i = 0; i < count; i++) {
      int y = bottom ? count - 1 - i : i;
      for (int j = 0; j <= runs[i]; j++) {
        missing[y * across + (right ? across - 1 - j : j)] = true;
      }
    }
    return new MissingRegion(
        new Rectangle(right ? width - across : 0, bottom ? height - count : 0, size), missing);
  }

  private int inCorner(boolean right, boolean bottom, int x, int y) {
    return image.get(right ? width - 1 - x : x, bottom ? height - 1 - y : y);
  }
}
