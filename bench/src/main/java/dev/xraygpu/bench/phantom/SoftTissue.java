package dev.xraygpu.bench.phantom;

/** Muscle, fat, the head, the arms, the mediastinum, the heart and the organs under the lungs. */
final class SoftTissue {
  private static final float ARM_RADIUS = 0.17f;
  private static final double SHOULDER_X = 0.66;
  private static final double SHOULDER_Y = 0.06;

  // Half the width of the trunk, by height.
  private static final Profile TRUNK =
      Profile.through(
          -0.9, 0.3, -0.3, 0.2, -0.2, 0.25, -0.1, 0.5, 0.0, 0.72, 0.15, 0.8, 0.35, 0.79, 0.6, 0.78,
          1.0, 0.79, 1.3, 0.77, 2.0, 0.85);
  // How thick it is from front to back.
  private static final Profile DEPTH =
      Profile.through(-0.9, 0.6, -0.25, 0.52, 0.0, 0.56, 0.4, 0.66, 0.9, 0.74, 1.2, 0.86, 2.0, 0.9);
  private static final Profile MEDIASTINUM =
      Profile.through(-0.3, 0.09, 0.0, 0.12, 0.2, 0.135, 0.5, 0.14, 0.9, 0.13, 1.5, 0.12);

  private final Arm right;
  private final Arm left;
  private final float girth;
  private final float stoutness;
  private final float middle;
  private final float windpipe;
  private final float heartSize;
  private final float stomachAir;

  SoftTissue(Anatomy anatomy, Position position) {
    right = new Arm(-1, position.rightArm());
    left = new Arm(1, position.leftArm());
    girth = (float) (anatomy.breadth() * (0.7 + 0.3 * anatomy.stoutness()));
    stoutness = (float) anatomy.stoutness();
    middle = (float) anatomy.spine(0.5);
    windpipe = (float) (anatomy.spine(0) - 0.008);
    heartSize = (float) anatomy.heart();
    stomachAir = (float) anatomy.stomachAir();
  }

  /** Attenuation of the body's wall, arms and head, as if the lungs were full of tissue. */
  float body(float x, float y) {
    float across = x / (TRUNK.at(y) * girth);
    float trunk = Smooth.dome(across * across) * DEPTH.at(y) * stoutness;
    float arms = Math.max(right.at(x, y), left.at(x, y));
    float headX = x / 0.34f;
    float headY = (y + 0.72f) / 0.4f;
    float head = Smooth.dome(headX * headX + headY * headY) * 0.64f;
    // Where arm and trunk overlap, the beam passes both only in part: the joint is shared.
    return trunk + arms * Math.max(0.15f, 1f - 1.5f * trunk) + head;
  }

  /** What lies between the lungs besides the heart, 0 to 1: it keeps them apart. */
  float mediastinum(float x, float y) {
    float across = (x - middle) / MEDIASTINUM.at(y);
    float knobX = (x - 0.105f) / 0.085f;
    float knobY = (y - 0.29f) / 0.13f;
    float aorta = Smooth.step((1f - knobX * knobX - knobY * knobY) * 1.2f);
    return Math.max(Smooth.step((1f - Math.abs(across)) * 1.8f + 0.3f), aorta);
  }

  /** The heart's shadow, 0 to 1: mostly on the patient's left, the image's right. */
  float heart(float x, float y) {
    // The ventricles are an ellipse whose long axis points down to the patient's left.
    float dx = x - 0.1f;
    float dy = lowered(y - 0.74f);
    float along = (dx * 0.77f + dy * 0.64f) / (0.36f * heartSize);
    float across = (-dx * 0.64f + dy * 0.77f) / (0.27f * heartSize);
    float ventricles = edge(along * along + across * across);
    float ax = (x + 0.03f) / (0.155f * heartSize);
    float ay = lowered(y - 0.73f) / 0.27f;
    float atrium = edge(ax * ax + ay * ay);
    float vx = (x - 0.06f) / (0.16f * heartSize);
    float vy = (y - 0.47f) / 0.19f;
    float outflow = edge(vx * vx + vy * vy);
    return Math.max(ventricles, Math.max(atrium, outflow));
  }

  /** Additional attenuation of the organs under the diaphragm; negative for the stomach's gas. */
  float abdomen(float x, float y) {
    float liver = Smooth.step((0.25f - x) * 2.2f) * 0.05f;
    float gasX = (x - 0.32f) / 0.2f;
    float gasY = (y - 1.19f) / 0.1f;
    return liver - Smooth.bell(gasX * gasX + gasY * gasY) * stomachAir * 0.3f;
  }

  /** Air of the windpipe, 0 to 1. */
  float trachea(float x, float y) {
    float across = (x - windpipe) / 0.05f;
    if (Math.abs(across) >= 1f) {
      return 0f;
    }
    return Smooth.bell(across * across)
        * Smooth.step((y + 0.45f) * 5f)
        * Smooth.step((0.3f - y) * 6f);
  }

  // The heart rests on the diaphragm: below its middle it is drawn out until it does.
  private static float lowered(float dy) {
    return dy > 0f ? 0.66f * dy : dy;
  }

  private static float edge(float squared) {
    return Smooth.step((1f - squared) * 1.7f);
  }

  /** An upper arm: a cylinder from the shoulder outwards. */
  private static final class Arm {
    private final float jointX;
    private final float directionX;
    private final float directionY;

    Arm(int side, double angle) {
      jointX = (float) (side * SHOULDER_X);
      directionX = (float) (side * StrictMath.cos(angle));
      directionY = (float) StrictMath.sin(angle);
    }

    float at(float x, float y) {
      float dx = x - jointX;
      float dy = y - (float) SHOULDER_Y;
      float along = Math.max(0f, dx * directionX + dy * directionY);
      float qx = dx - along * directionX;
      float qy = dy - along * directionY;
      return Smooth.dome((qx * qx + qy * qy) / (ARM_RADIUS * ARM_RADIUS)) * 0.42f;
    }
  }
}
