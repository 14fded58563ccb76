package dev.xraygpu.bench.phantom;

/** Both lungs: how much of the body's thickness is air. */
final class Lungs {
  private static final Profile OUTER =
      Profile.through(
          -0.02, 0.17, 0.0, 0.27, 0.04, 0.36, 0.1, 0.43, 0.2, 0.51, 0.35, 0.58, 0.55, 0.635, 0.8,
          0.672, 1.0, 0.69, 1.3, 0.7);
  private static final Profile INNER =
      Profile.through(
          -0.02, 0.25, 0.0, 0.17, 0.04, 0.125, 0.12, 0.1, 0.3, 0.09, 0.6, 0.08, 1.2, 0.08);
  // Tips and bases are thinner than the middle.
  private static final Profile AIR =
      Profile.through(-0.02, 0.55, 0.1, 0.76, 0.3, 0.92, 0.6, 1.0, 0.9, 0.95, 1.1, 0.88);

  private final float breadth;
  private final float rightDome;
  private final float leftDome;

  Lungs(Anatomy anatomy, Position position) {
    breadth = (float) anatomy.breadth();
    rightDome = (float) (anatomy.rightDome() + position.breath());
    leftDome = (float) (anatomy.leftDome() + position.breath());
  }

  /** Half the width inside the rib cage at a height. */
  float outer(float y) {
    return OUTER.at(y) * breadth;
  }

  /** Share of air along the beam, 0 to 1, before heart and mediastinum are subtracted. */
  float air(float x, float y) {
    float side = Math.abs(x);
    float outer = outer(y);
    if (side >= outer) {
      return 0f;
    }
    float middle = Smooth.step((side - INNER.at(y)) * 22f);
    float bottom = Smooth.step((diaphragm(x) - y) * 26f);
    if (middle == 0f || bottom == 0f) {
      return 0f;
    }
    float wall = Smooth.step((outer - side) * 16f);
    float across = (side - 0.5f * outer) / (0.62f * outer);
    float thickness = 0.72f + 0.28f * Smooth.dome(across * across);
    return wall * middle * bottom * thickness * AIR.at(y);
  }

  /** y of the diaphragm at a column: a dome on each side, deepest at the outer wall. */
  float diaphragm(float x) {
    float across = (Math.abs(x) - 0.3f) / 0.4f;
    float fall = across > 0 ? across * across : 0.25f * across * across;
    return (x < 0 ? rightDome : leftDome) + 0.2f * fall;
  }
}
