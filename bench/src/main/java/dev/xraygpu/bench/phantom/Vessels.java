package dev.xraygpu.bench.phantom;

import dev.xraygpu.bench.phantom.StrokePainter.CrossSection;
import dev.xraygpu.bench.phantom.StrokePainter.Point;

/** The lungs' vessels: trees that leave the hilum, branch, and fade outwards. */
final class Vessels {
  private static final int TRUNKS = 9;
  private static final int GENERATIONS = 5;

  private final PhantomSpecification specification;
  private final Frame frame;
  private final StrokePainter painter;
  private final double contrast;

  Vessels(PhantomSpecification specification, Frame frame, StrokePainter painter) {
    this.specification = specification;
    this.frame = frame;
    this.painter = painter;
    // Inflamed walls make the markings coarser.
    this.contrast = specification.phantomClass() == PhantomClass.VIRAL_PNEUMONIA ? 0.1 : 0.062;
  }

  void paint() {
    PhantomRandom random = specification.patientRandom(PhantomRandom.Stream.VESSELS);
    for (int side = -1; side <= 1; side += 2) {
      for (int trunk = 0; trunk < TRUNKS; trunk++) {
        double angle = -1.35 + 2.75 * (trunk + random.unit()) / TRUNKS;
        double x = side * random.between(0.11, 0.16);
        double y = random.between(0.4, 0.56);
        branch(random, side, x, y, angle, random.between(0.012, 0.021), GENERATIONS);
      }
    }
  }

  // Depth is bounded by the generations: at most 2^5 twigs a trunk.
  private void branch(
      PhantomRandom random,
      int side,
      double x,
      double y,
      double angle,
      double radius,
      int generations) {
    if (generations == 0) {
      return;
    }
    double length = random.between(0.05, 0.11) * (0.7 + 0.1 * generations);
    double bend = angle + random.between(-0.25, 0.25);
    double middleX = x + side * StrictMath.cos(angle) * length / 2;
    double middleY = y + StrictMath.sin(angle) * length / 2;
    double endX = middleX + side * StrictMath.cos(bend) * length / 2;
    double endY = middleY + StrictMath.sin(bend) * length / 2;
    double weight = contrast * (0.2 + 0.8 * generations / GENERATIONS);
    painter.paint(
        CrossSection.SOLID,
        point(x, y, radius, weight),
        point(middleX, middleY, radius * 0.9, weight * 0.95),
        point(endX, endY, radius * 0.78, weight * 0.85));
    double left = bend + random.between(0.25, 0.55);
    double right = bend - random.between(0.15, 0.5);
    branch(random, side, endX, endY, left, radius * 0.72, generations - 1);
    branch(random, side, endX, endY, right, radius * 0.76, generations - 1);
  }

  private Point point(double x, double y, double radius, double weight) {
    return new Point(frame.column(x, y), frame.row(x, y), radius * frame.cellsPerUnit(), weight);
  }
}
