package dev.xraygpu.bench.phantom;

/** Soft edges by plain arithmetic, which every JVM rounds alike. */
final class Smooth {
  private Smooth() {}

  /** 0 up to 0, 1 from 1 on, and the cubic {@code t * t * (3 - 2 t)} between. */
  static float step(float t) {
    float clamped = Math.max(0f, Math.min(1f, t));
    return clamped * clamped * (3f - 2f * clamped);
  }

  /** 1 at 0, falling like a bell to 0 where {@code squared}, a squared distance, reaches 1. */
  static float bell(float squared) {
    float rest = Math.max(0f, 1f - squared);
    return rest * rest;
  }

  /** Half the chord of a unit circle at a squared distance from its centre; 0 outside. */
  static float dome(float squared) {
    return squared < 1f ? (float) Math.sqrt(1f - squared) : 0f;
  }
}
