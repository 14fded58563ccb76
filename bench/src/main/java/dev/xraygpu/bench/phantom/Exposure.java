package dev.xraygpu.bench.phantom;

/** How much radiation reached the detector. */
public enum Exposure {
  /** Too little: pale and grainy. */
  UNDER(0.78, 2.1),
  /** As it should be. */
  NORMAL(1.0, 1.0),
  /** Too much: dark, the lungs almost black, hardly any grain. */
  OVER(1.45, 0.6);

  private final double gamma;
  private final double noise;

  Exposure(double gamma, double noise) {
    this.gamma = gamma;
    this.noise = noise;
  }

  /** Exponent on the displayed gray of [0, 1]; over 1 is darker. */
  double gamma() {
    return gamma;
  }

  /** Standard deviation of the noise relative to a normal exposure. */
  double noise() {
    return noise;
  }
}
