package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.Size;

/**
 * Adds tapered, soft strokes to a grid. Within a stroke the thickest segment counts at each cell,
 * so that its joints do not show; strokes add up where they cross.
 */
final class StrokePainter {
  private static final int PROFILE_STEPS = 128;
  // Thinner strokes fall between cells; they are drawn this wide and fainter instead.
  private static final float THINNEST = 0.9f;

  private final int width;
  private final int height;
  private final float[] target;
  private final float[] scratch;

  StrokePainter(Size size, float[] target) {
    this.width = size.width();
    this.height = size.height();
    this.target = target;
    this.scratch = new float[target.length];
  }

  /** What a stroke weighs from its axis to its edge. */
  enum CrossSection {
    /** A tube with a dense wall: bones, which look brighter at their edges. */
    BONE(0.78, 0.72),
    /** A full cylinder: vessels and everything else. */
    SOLID(0, 0);

    // Indexed by the squared distance from the axis.
    private final float[] weights = new float[PROFILE_STEPS + 1];

    CrossSection(double marrowRadius, double marrowShare) {
      double marrow = marrowRadius * marrowRadius;
      double highest = 0;
      double[] chords = new double[PROFILE_STEPS + 1];
      for (int i = 0; i <= PROFILE_STEPS; i++) {
        double squared = (double) i / PROFILE_STEPS;
        double chord = Math.sqrt(1 - squared);
        if (squared < marrow) {
          chord -= marrowShare * Math.sqrt(marrow - squared);
        }
        // A soft rim in place of the circle's hard one.
        chords[i] = chord * Math.min(1, (1 - squared) * 4);
        highest = Math.max(highest, chords[i]);
      }
      for (int i = 0; i <= PROFILE_STEPS; i++) {
        weights[i] = (float) (chords[i] / highest);
      }
    }
  }

  /** One point on a stroke's axis: grid coordinates, radius in cells, and how much it adds. */
  record Point(double column, double row, double radius, double weight) {}

  /** Adds a stroke along the points. */
  void paint(CrossSection section, Point... points) {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int i = 0; i + 1 < points.length; i++) {
      Point a = points[i];
      Point b = points[i + 1];
      double reach = Math.max(THINNEST, Math.max(a.radius, b.radius));
      int fromColumn = clamp(Math.min(a.column, b.column) - reach - 1, width);
      int toColumn = clamp(Math.max(a.column, b.column) + reach + 1, width);
      int fromRow = clamp(Math.min(a.row, b.row) - reach - 1, height);
      int toRow = clamp(Math.max(a.row, b.row) + reach + 1, height);
      segment(section.weights, a, b, fromColumn, toColumn, fromRow, toRow);
      left = Math.min(left, fromColumn);
      right = Math.max(right, toColumn);
      top = Math.min(top, fromRow);
      bottom = Math.max(bottom, toRow);
    }
    for (int row = top; row < bottom; row++) {
      for (int cell = row * width + left; cell < row * width + right; cell++) {
        target[cell] += scratch[cell];
        scratch[cell] = 0;
      }
    }
  }

  private void segment(
      float[] weights, Point a, Point b, int fromColumn, int toColumn, int fromRow, int toRow) {
    float ax = (float) a.column;
    float ay = (float) a.row;
    float dx = (float) (b.column - a.column);
    float dy = (float) (b.row - a.row);
    float inverseLength = 1f / Math.max(1e-6f, dx * dx + dy * dy);
    for (int row = fromRow; row < toRow; row++) {
      float py = row + 0.5f - ay;
      for (int column = fromColumn; column < toColumn; column++) {
        float px = column + 0.5f - ax;
        float t = Math.max(0f, Math.min(1f, (px * dx + py * dy) * inverseLength));
        float radius = (float) a.radius + t * (float) (b.radius - a.radius);
        float drawn = Math.max(THINNEST, radius);
        float qx = px - t * dx;
        float qy = py - t * dy;
        float squared = (qx * qx + qy * qy) / (drawn * drawn);
        if (squared < 1f) {
          float weight = (float) a.weight + t * (float) (b.weight - a.weight);
          float value = weight * (radius / drawn) * weights[(int) (squared * PROFILE_STEPS)];
          int cell = row * width + column;
          scratch[cell] = Math.max(scratch[cell], value);
        }
      }
    }
  }

  private static int clamp(double position, int limit) {
    return (int) Math.max(0, Math.min(limit, position));
  }
}
