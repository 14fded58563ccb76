package dev.xraygpu.bench.phantom;

/** Smooth random texture: values of [-1, 1] on a square lattice that repeats, interpolated. */
final class Lattice {
  private static final int SIDE = 64;
  private static final int MASK = SIDE - 1;

  private final float[] values = new float[SIDE * SIDE];

  Lattice(PhantomRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.between(-1, 1);
    }
  }

  /** The value at a point, in units of the lattice's cells. */
  float at(float u, float v) {
    int column = floor(u);
    int row = floor(v);
    float fu = Smooth.step(u - column);
    float fv = Smooth.step(v - row);
    int left = column & MASK;
    int right = (column + 1) & MASK;
    int upper = (row & MASK) * SIDE;
    int lower = ((row + 1) & MASK) * SIDE;
    float top = values[upper + left] + (values[upper + right] - values[upper + left]) * fu;
    float bottom = values[lower + left] + (values[lower + right] - values[lower + left]) * fu;
    return top + (bottom - top) * fv;
  }

  /** Two octaves: coarse structure with half as much of twice as fine. */
  float octaves(float u, float v) {
    return at(u, v) * 0.667f + at(2f * u + 17.3f, 2f * v + 5.1f) * 0.333f;
  }

  private static int floor(float value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }
}
