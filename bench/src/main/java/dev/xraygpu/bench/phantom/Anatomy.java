package dev.xraygpu.bench.phantom;

/**
 * A patient's proportions, in anatomical units (the height of the right lung is about 1; see {@link
 * Frame}).
 *
 * @param breadth of the rib cage, relative to the usual one
 * @param heart size of the heart, relative to the usual one
 * @param rightDome y of the right dome of the diaphragm
 * @param leftDome y of the left dome, which lies lower
 * @param stoutness thickness of the soft tissue, relative to the usual one
 * @param bone density of the bones, relative to the usual one
 * @param ribSlope how much lower a rib's front end is than its back end, relative to the usual one
 * @param ribSpacing distance between neighbouring ribs at the spine
 * @param spineCurve how far the spine swings to a side
 * @param spinePhase where it does
 * @param clavicleTilt how much higher the clavicles' outer ends are than the inner ones
 * @param stomachAir how much gas is under the left dome, 0 to 1
 */
record Anatomy(
    double breadth,
    double heart,
    double rightDome,
    double leftDome,
    double stoutness,
    double bone,
    double ribSlope,
    double ribSpacing,
    double spineCurve,
    double spinePhase,
    double clavicleTilt,
    double stomachAir) {

  /** The patient of a specification. */
  static Anatomy of(PhantomSpecification specification) {
    PhantomRandom random = specification.patientRandom(PhantomRandom.Stream.ANATOMY);
    double rightDome = random.between(0.93, 1.0);
    return new Anatomy(
        random.between(0.92, 1.1),
        random.between(0.9, 1.15),
        rightDome,
        rightDome + random.between(0.02, 0.07),
        random.between(0.9, 1.12),
        random.between(0.85, 1.2),
        random.between(0.8, 1.2),
        random.between(0.1, 0.112),
        random.between(-0.02, 0.02),
        random.between(0, 3),
        random.between(0.02, 0.16),
        random.chance(0.6) ? random.between(0.3, 1) : 0);
  }

  /** x of the middle of the spine at a height. */
  double spine(double y) {
    return spineCurve * StrictMath.sin(2.2 * y + spinePhase);
  }
}
