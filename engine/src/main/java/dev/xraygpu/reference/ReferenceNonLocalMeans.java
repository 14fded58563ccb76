package dev.xraygpu.reference;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.NonLocalMeans;

/** Non-local means in plain Java, from the written rules: integers but for the table of weights. */
public final class ReferenceNonLocalMeans {
  private static final double NEGLIGIBLE = 0.001;

  private final GrayArray source;
  private final PixelType type;
  private final NonLocalMeans stage;
  private final int shift;
  private final long[] weights;

  private ReferenceNonLocalMeans(GrayArray source, PixelType type, NonLocalMeans stage) {
    this.source = source;
    this.type = type;
    this.stage = stage;
    int area = stage.template() * stage.template();
    int bits = 0;
    while (1 << bits < area) {
      bits++;
    }
    this.shift = bits;
    this.weights = weights(area);
  }

  /** The filtered image, of 8- or 16-bit values. */
  public static GrayArray filter(GrayArray source, PixelType type, NonLocalMeans stage) {
    return new ReferenceNonLocalMeans(source, type, stage).run();
  }

  // The sum over the template is divided by the next power of two, not by the number of its pixels.
  private long[] weights(int area) {
    boolean squared = type == PixelType.U8;
    float h = (float) stage.strength(type);
    long max = type.maxValue();
    long room = squared ? Integer.MAX_VALUE : Long.MAX_VALUE;
    long one = Math.min(room / ((long) stage.search() * stage.search() * max), Integer.MAX_VALUE);
    double step = (double) (1 << shift) / area;
    long[] table = new long[(int) ((squared ? max * max : max) / step + 1)];
    for (int i = 0; i < table.length; i++) {
      double distance = i * step;
      double weight = Math.exp(-(squared ? distance : distance * distance) / (h * h));
      long rounded = (long) Math.rint(one * weight);
      table[i] = rounded < NEGLIGIBLE * one ? 0 : rounded;
    }
    return table;
  }

  private GrayArray run() {
    GrayArray result = new GrayArray(source.width(), source.height());
    int reach = stage.search() / 2;
    for (int y = 0; y < source.height(); y++) {
      for (int x = 0; x < source.width(); x++) {
        long sum = 0;
        long total = 0;
        for (int j = -reach; j <= reach; j++) {
          for (int i = -reach; i <= reach; i++) {
            long weight = weights[(int) (distance(x, y, x + i, y + j) >> shift)];
            sum += weight * at(x + i, y + j);
            total += weight;
          }
        }
        result.put(x, y, (int) ((sum + total / 2) / total));
      }
    }
    return result;
  }

  private long distance(int x, int y, int otherX, int otherY) {
    int radius = stage.template() / 2;
    long sum = 0;
    for (int j = -radius; j <= radius; j++) {
      for (int i = -radius; i <= radius; i++) {
        long difference = (long) at(x + i, y + j) - at(otherX + i, otherY + j);
        sum += type == PixelType.U8 ? difference * difference : Math.abs(difference);
      }
    }
    return sum;
  }

  private int at(int x, int y) {
    return source.at(mirror(x, source.width()), mirror(y, source.height()));
  }

  // ... 2 1 0 1 2 ... n-1 n-2 ...
  private static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int inPeriod = Math.floorMod(index, 2 * length - 2);
    return inPeriod < length ? inPeriod : 2 * length - 2 - inPeriod;
  }
}
