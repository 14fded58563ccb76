package dev.xraygpu.bench.phantom;

/** Pneumonia: parts of the lungs whose air is replaced by fluid. */
final class Opacities {
  private final Patch[] patches;
  private final Lattice texture;

  Opacities(PhantomSpecification specification) {
    PhantomRandom random = specification.patientRandom(PhantomRandom.Stream.DISEASE);
    texture = new Lattice(random);
    patches =
        switch (specification.phantomClass()) {
          case NORMAL -> new Patch[0];
          case BACTERIAL_PNEUMONIA -> bacterial(random);
          case VIRAL_PNEUMONIA -> viral(random);
        };
  }

  /** Share of the air that is replaced, 0 to under 1. */
  float at(float x, float y) {
    float opacity = 0f;
    for (Patch patch : patches) {
      opacity = Math.max(opacity, patch.at(x, y, texture));
    }
    return opacity;
  }

  private static Patch[] bacterial(PhantomRandom random) {
    int side = random.sign();
    Patch main =
        new Patch(
            side * random.between(0.24, 0.46),
            random.between(0.3, 0.85),
            random.between(0.26, 0.42),
            random.between(0.24, 0.4),
            random.between(0.62, 0.9),
            7f,
            0.5f);
    if (random.chance(0.5)) {
      return new Patch[] {main};
    }
    Patch second =
        new Patch(
            (random.chance(0.6) ? -side : side) * random.between(0.2, 0.45),
            random.between(0.35, 0.9),
            random.between(0.12, 0.2),
            random.between(0.1, 0.2),
            random.between(0.45, 0.7),
            9f,
            0.5f);
    return new Patch[] {main, second};
  }

  private static Patch[] viral(PhantomRandom random) {
    Patch[] patches = new Patch[6];
    for (int i = 0; i < patches.length; i++) {
      int side = i % 2 == 0 ? 1 : -1;
      patches[i] =
          new Patch(
              side * random.between(0.16, 0.42),
              random.between(0.3, 0.85),
              random.between(0.2, 0.32),
              random.between(0.2, 0.36),
              random.between(0.35, 0.6),
              14f,
              0.6f);
    }
    return patches;
  }

  /**
   * One cloud.
   *
   * @param x of its centre
   * @param y of its centre
   * @param radiusX where it has faded out
   * @param radiusY likewise
   * @param density share of air replaced at its densest
   * @param grain lattice cells per anatomical unit
   * @param patchiness how much the texture eats away, 0 to 1
   */
  private record Patch(
      double x,
      double y,
      double radiusX,
      double radiusY,
      double density,
      float grain,
      float patchiness) {
    float at(float atX, float atY, Lattice texture) {
      float dx = (atX - (float) x) / (float) radiusX;
      float dy = (atY - (float) y) / (float) radiusY;
      float squared = dx * dx + dy * dy;
      if (squared >= 1f) {
        return 0f;
      }
      float cloud = Smooth.bell(squared) * 1.45f;
      float eaten = patchiness * (0.5f + texture.octaves(atX * grain + 40f, atY * grain + 40f));
      return Smooth.step(cloud - eaten) * (float) density;
    }
  }
}
