package dev.xraygpu.cpu;

import dev.xraygpu.cpu.portable.ClaheTiles;
import dev.xraygpu.cpu.portable.Mirror;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import java.util.Arrays;

/**
 * CLAHE of 16-bit images whose tiles have so few pixels that one is all that a bin may keep: byte
 * for byte what {@code cv::createCLAHE} gives, without its tables of 65,536 entries for each tile,
 * which take most of the time for small tiles.
 *
 * <p>With a clip limit of 1 the histogram of a tile says of each value only whether it occurs:
 * 65,536 bits. How many pixels are not above a value is then the number of bits up to it, of which
 * counts are kept for every 64; and of the pixels that were clipped, which are spread over the bins
 * at equal steps, as many as steps fit.
 *
 * <p>Not thread-safe: memory is used again for the next image.
 */
final class SparseClahe {
  private static final int BINS = 1 << 16;
  private static final int WORD_BITS = 6;
  private static final int WORDS = BINS >> WORD_BITS;
  private static final float WHITE = BINS - 1;

  /**
   * Pixels of a tile. Looking up a pixel takes two to three times as long as in OpenCV's tables; in
   * larger tiles, that is more time than it takes to make the tables.
   */
  private static final int LARGEST_TILE = 1 << 14;

  /** Pixels of an image, of which Java's memory has two copies: 64 MiB. */
  private static final int LARGEST_IMAGE = 1 << 24;

  private final Clahe stage;
  private final int across;
  private final int down;

  /** For each tile, which values occur. */
  private final long[] present;

  /** For each tile, how many different values are below each 64th. */
  private final char[] below;

  /** For each tile, how many pixels were clipped. */
  private final int[] clipped;

  /** For each tile, 2^32 by the distance of the bins that get one of them, rounded up. */
  private final long[] perStep;

  /** A curve's value by the number of pixels that are not above; the same for all tiles. */
  private float[] curve = {};

  private int tileWidth;
  private int tileHeight;

  /** The stage for images that {@link #handles} takes. */
  SparseClahe(Clahe stage) {
    this.stage = stage;
    across = stage.tiles().width();
    down = stage.tiles().height();
    int tiles = across * down;
    present = new long[tiles * WORDS];
    below = new char[tiles * WORDS];
    clipped = new int[tiles];
    perStep = new long[tiles];
  }

  /**
   * Whether a bin of an image of this size keeps no more than one pixel, and this way is the faster
   * one.
   */
  static boolean handles(Clahe stage, Size size) {
    long area = ClaheTiles.tile(stage.tiles(), size).area();
    return area <= LARGEST_TILE
        && size.area() <= LARGEST_IMAGE
        && stage.clipLimit() * area / BINS < 2;
  }

  /**
   * Equalises an image.
   *
   * @param source its pixels, unsigned, row by row
   * @param target where the result goes; not the source
   */
  void apply(short[] source, Size size, short[] target) {
    Size tile = ClaheTiles.tile(stage.tiles(), size);
    tileWidth = tile.width();
    tileHeight = tile.height();
    int area = tileWidth * tileHeight;
    makeCurve(area);
    Arrays.fill(present, 0);
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        mark(source, size, column, row);
        count(row * across + column, area);
      }
    }
    interpolate(source, size, target);
  }

  private void makeCurve(int area) {
    if (curve.length == area + 1) {
      return;
    }
    curve = new float[area + 1];
    float scale = WHITE / area;
    for (int pixels = 0; pixels <= area; pixels++) {
      curve[pixels] = Math.min(WHITE, (float) Math.rint(pixels * scale));
    }
  }

  private void mark(short[] source, Size size, int column, int row) {
    int tile = (row * across + column) * WORDS;
    for (int y = row * tileHeight; y < (row + 1) * tileHeight; y++) {
      int line = Mirror.inside(y, size.height()) * size.width();
      for (int x = column * tileWidth; x < (column + 1) * tileWidth; x++) {
        int value = source[line + Mirror.inside(x, size.width())] & 0xffff;
        present[tile + (value >> WORD_BITS)] |= 1L << value;
      }
    }
  }

  private void count(int tile, int area) {
    int different = 0;
    for (int word = tile * WORDS; word < (tile + 1) * WORDS; word++) {
      below[word] = (char) different;
      different += Long.bitCount(present[word]);
    }
    int excess = area - different;
    clipped[tile] = excess;
    int step = excess == 0 ? BINS : BINS / excess;
    perStep[tile] = ((1L << 32) + step - 1) / step;
  }

  private void interpolate(short[] source, Size size, short[] target) {
    float perColumn = 1f / tileWidth;
    float perRow = 1f / tileHeight;
    for (int y = 0; y < size.height(); y++) {
      float row = y * perRow - 0.5f;
      int upper = (int) Math.floor(row);
      float weight = row - upper;
      int top = Math.max(0, upper) * across;
      int bottom = Math.min(down - 1, upper + 1) * across;
      int line = y * size.width();
      int x = 0;
      while (x < size.width()) {
        // The same four tiles are near to all columns up to the next tile's centre.
        int former = (int) Math.floor(x * perColumn - 0.5f);
        int left = Math.max(0, former);
        int right = Math.min(across - 1, former + 1);
        int end = x + 1;
        while (end < size.width() && end * perColumn - 0.5f < former + 1) {
          end++;
        }
        for (; x < end; x++) {
          float a = x * perColumn - 0.5f - former;
          int value = source[line + x] & 0xffff;
          float above = at(top + left, value) * (1 - a) + at(top + right, value) * a;
          float beneath = at(bottom + left, value) * (1 - a) + at(bottom + right, value) * a;
          float result = above * (1 - weight) + beneath * weight;
          target[line + x] = (short) Math.min(BINS - 1, (int) Math.rint(result));
        }
      }
    }
  }

  /** A tile's curve. */
  private float at(int tile, int value) {
    int word = tile * WORDS + (value >> WORD_BITS);
    int kept = below[word] + Long.bitCount(present[word] & -1L >>> ~value);
    // The quotient is exact: the factor's error is less than a step for values of 16 bits.
    int spread = (int) (value * perStep[tile] >>> 32) + 1;
    return curve[kept + Math.min(spread, clipped[tile])];
  }
}
