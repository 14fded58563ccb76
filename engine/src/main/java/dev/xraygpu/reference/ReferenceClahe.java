package dev.xraygpu.reference;

/** CLAHE of 8-bit pixels in plain Java, from the written rules, in single precision. */
public final class ReferenceClahe {
  private static final int BINS = 256;

  private final GrayArray source;
  private final int across;
  private final int down;
  private final double limit;

  private ReferenceClahe(GrayArray source, double limit, int across, int down) {
    this.source = source;
    this.limit = limit;
    this.across = across;
    this.down = down;
  }

  /** The equalised image. */
  public static GrayArray equalize(GrayArray source, double limit, int across, int down) {
    return new ReferenceClahe(source, limit, across, down).run();
  }

  private GrayArray run() {
    boolean divides = source.width() % across == 0 && source.height() % down == 0;
    // Both sides grow if either has to, so one that is divisible grows by a whole count of tiles.
    int width = divides ? source.width() : source.width() + across - source.width() % across;
    int height = divides ? source.height() : source.height() + down - source.height() % down;
    int tileWidth = width / across;
    int tileHeight = height / down;
    int[][] tables = new int[across * down][];
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        int[] histogram = new int[BINS];
        for (int y = row * tileHeight; y < (row + 1) * tileHeight; y++) {
          for (int x = column * tileWidth; x < (column + 1) * tileWidth; x++) {
            histogram[source.at(mirror(x, source.width()), mirror(y, source.height()))]++;
          }
        }
        tables[row * across + column] = table(histogram, tileWidth * tileHeight);
      }
    }
    return interpolate(tables, tileWidth, tileHeight);
  }

  // 0 1 2 3 -> 0 1 2 3 2 1 0 1 2 ...
  private static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int inPeriod = index % (2 * length - 2);
    return inPeriod < length ? inPeriod : 2 * length - 2 - inPeriod;
  }

  private int[] table(int[] histogram, int area) {
    int clip = Math.max(1, (int) (limit * area / BINS));
    int excess = 0;
    for (int i = 0; i < BINS; i++) {
      excess += Math.max(0, histogram[i] - clip);
      histogram[i] = Math.min(histogram[i], clip);
    }
    for (int i = 0; i < BINS; i++) {
      histogram[i] += excess / BINS;
    }
    int remainder = excess % BINS;
    if (remainder > 0) {
      int step = Math.max(BINS / remainder, 1);
      for (int i = 0; i < BINS && remainder > 0; i += step, remainder--) {
        histogram[i]++;
      }
    }
    float scale = 255f / area;
    int[] table = new int[BINS];
    int cumulative = 0;
    for (int i = 0; i < BINS; i++) {
      cumulative += histogram[i];
      table[i] = round(cumulative * scale);
    }
    return table;
  }

  private GrayArray interpolate(int[][] tables, int tileWidth, int tileHeight) {
    GrayArray result = new GrayArray(source.width(), source.height());
    float perColumn = 1f / tileWidth;
    float perRow = 1f / tileHeight;
    for (int y = 0; y < source.height(); y++) {
      float row = y * perRow - 0.5f;
      int upper = (int) Math.floor(row);
      float b = row - upper;
      int top = Math.max(0, upper) * across;
      int bottom = Math.min(down - 1, upper + 1) * across;
      for (int x = 0; x < source.width(); x++) {
        float column = x * perColumn - 0.5f;
        int former = (int) Math.floor(column);
        float a = column - former;
        int left = Math.max(0, former);
        int right = Math.min(across - 1, former + 1);
        int value = source.at(x, y);
        float above = tables[top + left][value] * (1 - a) + tables[top + right][value] * a;
        float below = tables[bottom + left][value] * (1 - a) + tables[bottom + right][value] * a;
        result.put(x, y, round(above * (1 - b) + below * b));
      }
    }
    return result;
  }

  private static int round(float value) {
    return Math.max(0, Math.min(255, (int) Math.rint(value)));
  }
}
