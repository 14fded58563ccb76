package dev.xraygpu.bench.phantom;

import dev.xraygpu.bench.phantom.StrokePainter.CrossSection;
import dev.xraygpu.bench.phantom.StrokePainter.Point;

/** Ribs, clavicles, shoulder blades, upper arms, jaw; the spine is a field of its own. */
final class Skeleton {
  private static final int RIB_PAIRS = 11;
  private static final int RIB_POINTS = 26;
  private static final double FIRST_RIB_Y = -0.05;
  // Where a rib starts, as a share of the half turn from the spine to the breastbone.
  private static final double RIB_START = 0.004;

  private final Anatomy anatomy;
  private final Position position;
  private final Lungs lungs;
  private final Frame frame;
  private final StrokePainter painter;

  Skeleton(Anatomy anatomy, Position position, Lungs lungs, Frame frame, StrokePainter painter) {
    this.anatomy = anatomy;
    this.position = position;
    this.lungs = lungs;
    this.frame = frame;
    this.painter = painter;
  }

  void paint() {
    for (int side = -1; side <= 1; side += 2) {
      for (int pair = 0; pair < RIB_PAIRS; pair++) {
        rib(side, pair);
      }
      clavicle(side);
      scapula(side);
      humerus(side, side < 0 ? position.rightArm() : position.leftArm());
    }
    jaw();
  }

  /**
   * A rib is a tilted ring seen from the front: from the spine outwards and down along the back,
   * then forwards and inwards along the front, where bone ends and cartilage, which hardly shows,
   * begins.
   */
  private void rib(int side, int pair) {
    double backY = FIRST_RIB_Y + pair * anatomy.ribSpacing();
    double drop = anatomy.ribSlope() * Math.min(0.5, 0.16 + 0.06 * pair);
    double wallY = backY + 0.5 * drop;
    double inside = 0.055;
    double reach = lungs.outer((float) Math.max(0.03, wallY)) + 0.005 - inside;
    double last = pair == 0 ? 0.86 : Math.max(0.6, 0.78 - 0.012 * pair);
    Point[] points = new Point[RIB_POINTS];
    for (int i = 0; i < RIB_POINTS; i++) {
      double turn = RIB_START + (last - RIB_START) * i / (RIB_POINTS - 1);
      double angle = StrictMath.PI * turn;
      double out = StrictMath.pow(StrictMath.sin(angle), 0.72);
      double x = side * (inside + reach * out) + anatomy.spine(backY) * (1 - out);
      double y = backY + drop * (1 - StrictMath.cos(angle)) / 2 - 0.06 * (1 - out) * out;
      // At the wall the beam runs along the bone, so it looks denser there.
      double along = 1 + 0.85 * StrictMath.pow(out, 7);
      double front = Math.max(0, (turn - 0.5) / (last - 0.5));
      double weight = 0.15 * anatomy.bone() * along * (1 - 0.55 * front);
      points[i] = point(x, y, 0.0205 + 0.006 * front, weight);
    }
    painter.paint(CrossSection.BONE, points);
  }

  private void clavicle(int side) {
    double tilt = anatomy.clavicleTilt();
    double weight = 0.15 * anatomy.bone();
    Point[] points = new Point[14];
    for (int i = 0; i < points.length; i++) {
      double t = (double) i / (points.length - 1);
      double x = side * (0.07 + 0.56 * anatomy.breadth() * t);
      double y = 0.075 - tilt * t + 0.028 * StrictMath.sin(2 * StrictMath.PI * t);
      double radius = 0.022 + 0.012 * (2 * t - 1) * (2 * t - 1);
      points[i] = point(x, y, radius, weight);
    }
    painter.paint(CrossSection.BONE, points);
  }

  private void scapula(int side) {
    double out = side * anatomy.breadth();
    double weight = 0.07 * anatomy.bone();
    painter.paint(
        CrossSection.SOLID,
        point(0.6 * out, 0.02, 0.05, weight),
        point(0.68 * out, 0.2, 0.05, weight),
        point(0.73 * out, 0.42, 0.02, weight));
    painter.paint(
        CrossSection.BONE,
        point(0.5 * out, 0.02, 0.012, weight),
        point(0.64 * out, -0.02, 0.02, weight * 1.3),
        point(0.76 * out, 0.0, 0.03, weight * 1.6));
  }

  private void humerus(int side, double angle) {
    double x = side * 0.74 * Math.sqrt(anatomy.breadth());
    double y = 0.07;
    double weight = 0.2 * anatomy.bone();
    Point[] points = new Point[8];
    for (int i = 0; i < points.length; i++) {
      double length = 0.8 * i / (points.length - 1);
      double head = Math.max(0, 1 - length / 0.16);
      points[i] =
          point(
              x + side * StrictMath.cos(angle) * length,
              y + StrictMath.sin(angle) * length,
              0.045 + 0.035 * head,
              weight);
    }
    painter.paint(CrossSection.BONE, points);
  }

  private void jaw() {
    double weight = 0.2 * anatomy.bone();
    Point[] points = new Point[13];
    for (int i = 0; i < points.length; i++) {
      double angle = StrictMath.PI * i / (points.length - 1);
      points[i] =
          point(-0.27 * StrictMath.cos(angle), -0.62 + 0.24 * StrictMath.sin(angle), 0.045, weight);
    }
    painter.paint(CrossSection.BONE, points);
  }

  private Point point(double x, double y, double radius, double weight) {
    return new Point(frame.column(x, y), frame.row(x, y), radius * frame.cellsPerUnit(), weight);
  }
}
