package dev.xraygpu.bench.phantom;

/** The column of vertebrae, with discs, end plates, pedicles and spinous processes. */
final class Spine {
  private static final float HALF_WIDTH = 0.074f;

  private final Profile centre;
  private final float spacing;
  private final float density;

  Spine(Anatomy anatomy) {
    double[] points = new double[26];
    for (int i = 0; i < points.length / 2; i++) {
      double y = -0.8 + 0.25 * i;
      points[2 * i] = y;
      points[2 * i + 1] = anatomy.spine(y);
    }
    centre = Profile.through(points);
    spacing = (float) anatomy.ribSpacing();
    density = (float) anatomy.bone();
  }

  /** Additional attenuation. */
  float at(float x, float y) {
    float side = x - centre.at(y);
    float distance = Math.abs(side);
    if (distance > HALF_WIDTH * 1.5f) {
      return 0f;
    }
    float position = (y + 2f) / spacing;
    float phase = position - (float) Math.floor(position);
    float fromDisc = Math.min(phase, 1f - phase);
    // Bodies have a waist: they are widest at their end plates.
    float half = HALF_WIDTH * (1f - 0.12f * Smooth.step(fromDisc * 3f));
    float column = Smooth.step((half - distance) * 55f);
    float plate = Smooth.bell((fromDisc - 0.13f) * (fromDisc - 0.13f) * 150f);
    float disc = 1f - Smooth.step(fromDisc * 9f);
    float rim = Smooth.bell((distance - half + 0.008f) * (distance - half + 0.008f) * 12_000f);
    float px = (distance - 0.046f) / 0.017f;
    float py = (phase - 0.36f) / 0.2f;
    // Pedicles are seen end on, as rings.
    float ring = px * px + py * py - 0.45f;
    float pedicle = Smooth.bell(ring * ring * 3f);
    float sx = side / 0.014f;
    float sy = (phase - 0.78f) / 0.26f;
    float process = Smooth.bell(sx * sx + sy * sy);
    return density
        * (column * (0.12f + 0.035f * plate - 0.035f * disc + 0.03f * rim)
            + 0.035f * pedicle
            + 0.045f * process);
  }
}
