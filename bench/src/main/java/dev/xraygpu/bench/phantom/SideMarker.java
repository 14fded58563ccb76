package dev.xraygpu.bench.phantom;

/**
 * The lead letter that tells the patient's sides apart: R at the image's left or L at its right.
 *
 * @param letter which
 * @param centreX of the letter, as a share of the image's width
 * @param centreY of the letter, as a share of the image's height
 * @param height of the letter, as a share of the image's shorter side
 */
record SideMarker(Letter letter, double centreX, double centreY, double height) {
  private static final double LEAD = 1.6;
  private static final double ASPECT = 0.68;

  /** The two letters, as polylines in a box from (0, 0) at the top left to (1, 1). */
  enum Letter {
    /** The patient's right. */
    R(
        new double[][] {
          {0, 1, 0, 0, 0.55, 0, 0.85, 0.07, 0.97, 0.25, 0.85, 0.44, 0.55, 0.52, 0, 0.52},
          {0.5, 0.52, 1, 1}
        }),
    /** The patient's left. */
    L(new double[][] {{0, 0, 0, 1, 0.9, 1}});

    private final double[][] strokes;

    Letter(double[][] strokes) {
      this.strokes = strokes;
    }
  }

  static SideMarker of(PhantomRandom random) {
    boolean right = random.chance(0.75);
    double fromEdge = random.between(0.06, 0.12);
    return new SideMarker(
        right ? Letter.R : Letter.L,
        right ? fromEdge : 1 - fromEdge,
        random.between(0.09, 0.3),
        random.between(0.045, 0.075));
  }

  /** Adds the letter's lead to a grid over the whole image. */
  void paint(Frame frame, StrokePainter painter) {
    double columns = frame.centreColumn() * 2;
    double rows = frame.centreRow() * 2;
    double tall = height * Math.min(columns, rows);
    double left = centreX * columns - tall * ASPECT / 2;
    double top = centreY * rows - tall / 2;
    for (double[] stroke : letter.strokes) {
      StrokePainter.Point[] points = new StrokePainter.Point[stroke.length / 2];
      for (int i = 0; i < points.length; i++) {
        points[i] =
            new StrokePainter.Point(
                left + stroke[2 * i] * tall * ASPECT,
                top + stroke[2 * i + 1] * tall,
                tall * 0.085,
                LEAD);
      }
      painter.paint(StrokePainter.CrossSection.SOLID, points);
    }
  }
}
