package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the box around both lung fields of a frontal chest X-ray: several first guesses are each
 * led to the lungs in a few steps, and the median of where they end is the answer. That they end at
 * one place, and that the place looks like lungs, makes it certain. Negative images, in which bone
 * is dark, are understood, too.
 */
final class LungFields {
  /** First guesses: the mean of hand-drawn boxes, and what other framings look like. */
  static final List<LungBox> GUESSES =
      List.of(
          new LungBox(0.11, 0.12, 0.88, 0.90),
          new LungBox(0.10, 0.02, 0.90, 0.98),
          new LungBox(0.15, 0.15, 0.85, 0.80),
          new LungBox(0.10, 0.22, 0.90, 0.90),
          new LungBox(0.20, 0.10, 0.85, 0.90),
          new LungBox(0.15, 0.10, 0.80, 0.90));

  // How far apices and the angles between ribs and diaphragm may reach beyond where they are
  // expected, in shares of the box's height. Its sides are found more exactly.
  private static final double ABOVE = 0.03;
  private static final double BELOW = 0.09;
  // Under this likeness, the negative is tried.
  private static final double POSITIVE_LIKENESS = 0.35;
  // Guesses that end this far apart, in shares of the image, say nothing.
  private static final double WIDEST_SPREAD = 0.3;

  private final LungModel model;

  LungFields(LungModel model) {
    this.model = model;
  }

  /** Where the guesses ended. */
  record Found(LungBox box, double likeness, double spread) {
    /** 0 to 1: the likeness, less where the guesses disagree. */
    double confidence() {
      return Math.max(0, Math.min(1, likeness * (1 - Math.min(1, spread / WIDEST_SPREAD))));
    }
  }

  /**
   * Finds the lungs in a part of an image.
   *
   * @param field the part, in pixels of the original
   * @return the box in pixels of the original, inside of the field
   */
  RegionEstimate find(Thumbnail thumbnail, Rectangle field) {
    NormalizedGrid grid = NormalizedGrid.of(thumbnail, field);
    Found found = find(grid);
    if (found.likeness() < POSITIVE_LIKENESS) {
      Found negative = find(grid.negative());
      if (negative.likeness() > found.likeness()) {
        found = negative;
      }
    }
    return new RegionEstimate(inPixels(found.box(), field), found.confidence());
  }

  Found find(NormalizedGrid grid) {
    double[][] edges = new double[4][GUESSES.size()];
    for (int g = 0; g < GUESSES.size(); g++) {
      LungBox box = led(grid, GUESSES.get(g));
      for (int edge = 0; edge < 4; edge++) {
        edges[edge][g] = box.edge(edge);
      }
    }
    double spread = 0;
    double[] median = new double[4];
    for (int edge = 0; edge < 4; edge++) {
      Arrays.sort(edges[edge]);
      int middle = GUESSES.size() / 2;
      median[edge] = (edges[edge][middle - 1] + edges[edge][middle]) / 2;
      spread = Math.max(spread, edges[edge][GUESSES.size() - 1] - edges[edge][0]);
    }
    LungBox box = new LungBox(median[0], median[1], median[2], median[3]);
    return new Found(box, model.likeness(LungFeatures.of(grid, box)), spread);
  }

  private LungBox led(NormalizedGrid grid, LungBox guess) {
    LungBox box = guess;
    for (int step = 0; step < model.steps(); step++) {
      box = box.moved(model.moves(step, LungFeatures.of(grid, box)));
    }
    return box;
  }

  private static Rectangle inPixels(LungBox box, Rectangle field) {
    int left = Math.min(pixel(box.left(), field.size().width()), field.size().width() - 1);
    int top =
        Math.min(
            pixel(box.top() - ABOVE * box.height(), field.size().height()),
            field.size().height() - 1);
    int right = Math.max(left + 1, pixel(box.right(), field.size().width()));
    int bottom =
        Math.max(top + 1, pixel(box.bottom() + BELOW * box.height(), field.size().height()));
    int width = Math.min(right, field.size().width()) - left;
    int height = Math.min(bottom, field.size().height()) - top;
    return new Rectangle(field.x() + left, field.y() + top, new Size(width, height));
  }

  private static int pixel(double share, int side) {
    return (int) Math.max(0, Math.min(side, Math.round(share * side)));
  }
}
