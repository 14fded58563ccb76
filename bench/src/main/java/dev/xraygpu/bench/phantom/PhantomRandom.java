package dev.xraygpu.bench.phantom;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every JVM. Only {@link SplittableRandom#nextLong} is used,
 * whose algorithm is stable; the bounded methods of the JDK changed their rounding between
 * releases.
 */
final class PhantomRandom {
  // Steele and Vigna's multiplier for 64-bit congruential generators: neighbouring streams end up
  // far apart.
  private static final long SEED_MULTIPLIER = 0xD1342543DE82EF95L;

  private final SplittableRandom source;

  private PhantomRandom(SplittableRandom source) {
    this.source = source;
  }

  /** The numbers of one purpose; numbers of different purposes are independent of each other. */
  static PhantomRandom of(long seed, Stream stream) {
    long mixed = new SplittableRandom(seed).nextLong() + stream.number * SEED_MULTIPLIER;
    return new PhantomRandom(new SplittableRandom(mixed));
  }

  /** All 64 bits. */
  long bits() {
    return source.nextLong();
  }

  /** A number in [0, 1). */
  double unit() {
    return (source.nextLong() >>> 11) * 0x1p-53;
  }

  /** A number in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** An integer in [0, bound). */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Minus one or one. */
  int sign() {
    return source.nextLong() < 0 ? -1 : 1;
  }

  /** What the numbers are for. */
  enum Stream {
    /** The patient's proportions. */
    ANATOMY(1),
    /** The branches of the lungs' vessels. */
    VESSELS(2),
    /** The texture of the lungs. */
    TEXTURE(3),
    /** Where disease is. */
    DISEASE(4),
    /** How the patient stands in one image. */
    POSITION(5),
    /** The noise of one image. */
    NOISE(6),
    /** Which images a dataset holds. */
    DATASET(7);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }
}
