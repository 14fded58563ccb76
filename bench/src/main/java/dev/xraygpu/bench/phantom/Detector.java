package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;

/**
 * Turns attenuation into pixels: more counts where less is absorbed, quantum noise of counts and
 * electronic noise, and the curve by which a radiograph is displayed, bright where much is
 * absorbed.
 */
final class Detector {
  private static final int CURVE_STEPS = 1024;
  private static final float MOST = 2.2f;
  // Counts fall as exp(-k a) with the attenuation a, so their relative noise grows as exp(k a / 2).
  private static final double ABSORPTION = 2.6;
  private static final double QUANTUM_NOISE = 0.009;
  private static final double ELECTRONIC_NOISE = 0.002;
  // Sum of four uniform numbers of 16 bits, made to mean 0 and variance 1: close to a normal one.
  private static final float NOISE_MEAN = 4 * 65_535 / 2f;
  private static final float NOISE_SCALE = (float) (1 / Math.sqrt(4 * (65_536.0 * 65_536.0) / 12));
  // Light spreads to the next pixel, so that neighbours share a part of their noise.
  private static final float SHARED = 0.35f;

  private final float[] tone = new float[CURVE_STEPS + 2];
  private final float[] sigma = new float[CURVE_STEPS + 2];
  private final PhantomSpecification specification;
  private final Position position;

  Detector(PhantomSpecification specification, Position position) {
    this.specification = specification;
    this.position = position;
    double own = Math.sqrt(1 - SHARED * SHARED);
    for (int i = 0; i < tone.length; i++) {
      double attenuation = MOST * (double) i / CURVE_STEPS;
      tone[i] = (float) StrictMath.pow(display(attenuation), specification.exposure().gamma());
      double quantum = QUANTUM_NOISE * StrictMath.exp(ABSORPTION * Math.min(attenuation, 1.3) / 2);
      sigma[i] =
          (float)
              (specification.exposure().noise()
                  * own
                  * Math.sqrt(quantum * quantum + ELECTRONIC_NOISE * ELECTRONIC_NOISE));
    }
  }

  // An S-shaped curve as of film: a toe, a straight part, a shoulder.
  private static double display(double attenuation) {
    double raised = StrictMath.pow(attenuation, 1.45);
    return 1.2 * raised / (raised + 0.4);
  }

  /**
   * Reads out an image.
   *
   * @param attenuation grid of cells, each {@code step} pixels wide
   */
  HostImage read(float[] attenuation, Size cells, int step) {
    Size size = specification.size();
    HostImage image = HostImage.allocate(specification.type(), size);
    ByteBuffer pixels = image.pixels();
    PhantomRandom random = specification.viewRandom(PhantomRandom.Stream.NOISE);
    float[] line = new float[cells.width()];
    Position.Shutter exposed = position.shutter();
    float[] openColumns = open(size.width(), exposed.left(), exposed.right());
    float[] openRows = open(size.height(), exposed.top(), exposed.bottom());
    int maxValue = specification.type().maxValue();
    for (int row = 0; row < size.height(); row++) {
      blend(attenuation, cells, (row + 0.5f) / step - 0.5f, line);
      float noise = 0f;
      for (int column = 0; column < size.width(); column++) {
        noise = normal(random.bits()) + SHARED * noise;
        float at = (column + 0.5f) / step - 0.5f;
        int cell = Math.max(0, Math.min(cells.width() - 2, (int) at));
        float fraction = Math.max(0f, Math.min(1f, at - cell));
        float absorbed = line[cell] + (line[cell + 1] - line[cell]) * fraction;
        float noisy = absorbed + look(sigma, absorbed) * noise;
        float open = Math.min(openColumns[column], openRows[row]);
        int value = (int) (look(tone, noisy) * open * maxValue + 0.5f);
        put(pixels, row * size.width() + column, Math.max(0, Math.min(maxValue, value)));
      }
    }
    return image;
  }

  private void put(ByteBuffer pixels, int index, int value) {
    if (specification.type() == PixelType.U8) {
      pixels.put(index, (byte) value);
    } else {
      pixels.putChar(2 * index, (char) value);
    }
  }

  private static void blend(float[] grid, Size cells, float at, float[] line) {
    int row = Math.max(0, Math.min(cells.height() - 2, (int) at));
    float fraction = Math.max(0f, Math.min(1f, at - row));
    int upper = row * cells.width();
    for (int i = 0; i < line.length; i++) {
      float above = grid[upper + i];
      line[i] = above + (grid[upper + line.length + i] - above) * fraction;
    }
  }

  private static float look(float[] curve, float attenuation) {
    float at = Math.max(0f, Math.min(CURVE_STEPS, attenuation * (CURVE_STEPS / MOST)));
    int index = (int) at;
    return curve[index] + (curve[index + 1] - curve[index]) * (at - index);
  }

  private static float normal(long bits) {
    int sum =
        (int) (bits & 0xffff)
            + (int) (bits >>> 16 & 0xffff)
            + (int) (bits >>> 32 & 0xffff)
            + (int) (bits >>> 48);
    return (sum - NOISE_MEAN) * NOISE_SCALE;
  }

  // The collimator's edge is a little soft: about two pixels in a thousand.
  private static float[] open(int pixels, double from, double to) {
    float[] open = new float[pixels];
    float softness = Math.max(1f, pixels * 0.002f);
    for (int i = 0; i < pixels; i++) {
      float afterStart = from == 0 ? 1f : Smooth.step((float) (i - from * pixels) / softness);
      float beforeEnd = to == 1 ? 1f : Smooth.step((float) (to * pixels - i) / softness);
      open[i] = Math.min(afterStart, beforeEnd);
    }
    return open;
  }
}
