package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.Size;

/**
 * How the patient stands in one image.
 *
 * @param rotation of the patient in the image plane, in radians
 * @param zoom relative to the usual one
 * @param shiftX of the image's centre, in anatomical units
 * @param shiftY of it
 * @param breath how far the diaphragm is lower than at rest, in anatomical units
 * @param rightArm angle of the right upper arm below the horizontal, in radians
 * @param leftArm angle of the left one
 * @param shutter which part of the detector was exposed
 * @param marker the letter of the marked side, and where it lies
 * @param backdrop attenuation beside the patient: scattered light, 0 to 1
 */
record Position(
    double rotation,
    double zoom,
    double shiftX,
    double shiftY,
    double breath,
    double rightArm,
    double leftArm,
    Shutter shutter,
    SideMarker marker,
    double backdrop) {
  private static final double CENTRE_Y = 0.5;
  // What an image shows at least, in anatomical units: neck to abdomen, and both shoulders.
  private static final double VISIBLE_HEIGHT = 1.36;
  private static final double VISIBLE_WIDTH = 1.6;

  /**
   * Exposed part of the image, as shares of its sides; outside lies the collimator's shadow.
   *
   * @param left first exposed column
   * @param right last exposed column
   * @param top first exposed row
   * @param bottom last exposed row
   */
  record Shutter(double left, double right, double top, double bottom) {}

  /** The position of one view. */
  static Position of(PhantomSpecification specification) {
    PhantomRandom random = specification.viewRandom(PhantomRandom.Stream.POSITION);
    double arms = random.between(-0.75, 0.75);
    return new Position(
        random.between(-0.05, 0.05),
        random.between(0.94, 1.08),
        random.between(-0.06, 0.06),
        random.between(-0.05, 0.05),
        random.between(-0.04, 0.04),
        arms + random.between(-0.2, 0.2),
        arms + random.between(-0.2, 0.2),
        shutter(random),
        SideMarker.of(random),
        random.chance(0.35) ? random.between(0.04, 0.12) : 0.01);
  }

  /** Where the anatomy lies on a grid whose cells are {@code step} pixels of the image wide. */
  Frame frame(Size image, Size cells, int step) {
    double pixelsPerUnit =
        zoom * Math.min(image.height() / VISIBLE_HEIGHT, image.width() / VISIBLE_WIDTH);
    return new Frame(
        cells,
        image.width() / (2.0 * step),
        image.height() / (2.0 * step),
        pixelsPerUnit / step,
        StrictMath.cos(rotation),
        StrictMath.sin(rotation),
        shiftX,
        CENTRE_Y + shiftY);
  }

  private static Shutter shutter(PhantomRandom random) {
    if (random.chance(0.55)) {
      return new Shutter(0, 1, 0, 1);
    }
    return new Shutter(margin(random), 1 - margin(random), margin(random), 1 - margin(random));
  }

  private static double margin(PhantomRandom random) {
    return random.chance(0.6) ? random.between(0.01, 0.07) : 0;
  }
}
