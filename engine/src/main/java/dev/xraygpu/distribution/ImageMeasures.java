package dev.xraygpu.distribution;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.JpegQuality;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one image is like: numbers to compare it with the others of its dataset. They are taken from
 * its file's header and from its {@linkplain Thumbnail small copy}, so they cost little, and from
 * integer sums, so they are the same on every machine.
 *
 * @param contrast standard deviation of the small copy's values, 0 to 0.5, where white is 1
 * @param sharpness mean absolute Laplacian (four neighbours) of every second row of the small copy,
 *     in units of its standard deviation; 0 for a constant image
 * @param borderDarkness 1 minus the mean of the outermost twentieth at each side, where white is 1
 * @param fileBytes length of the file
 * @param jpegQuality estimated quality setting, 1 to 100; absent for other formats
 * @param format of the file, by content
 * @param color whether the stored pixels have colour channels
 * @param colored share of the pixels that are {@linkplain dev.xraygpu.decode.ColoredPixel
 *     coloured}; absent if it could not be told
 * @param pattern the image on a grid of 16 x 16: {@value #PATTERN_UNIT}ths of its standard
 *     deviation above its mean, as signed bytes in Base64
 */
public record ImageMeasures(
    double contrast,
    double sharpness,
    double borderDarkness,
    long fileBytes,
    @Nullable Integer jpegQuality,
    ImageFormat format,
    boolean color,
    @Nullable Double colored,
    String pattern) {
  /** The side of a pattern. */
  static final int PATTERN_SIDE = 16;

  /** How many values a pattern has. */
  public static final int PATTERN_VALUES = PATTERN_SIDE * PATTERN_SIDE;

  /** Steps of a pattern's values per standard deviation. */
  static final int PATTERN_UNIT = 32;

  private static final double BORDER = 0.05;
  private static final int STEP_BITS = 4;
  private static final int STEP = 1 << STEP_BITS;
  // So many squares of 12-bit numbers fit into 31 bits.
  private static final int CHUNK = 128;

  /**
   * Measures an image whose file and small copy are at hand.
   *
   * @param colored how many pixels are coloured, if it could be told
   */
  public static ImageMeasures of(
      ByteBuffer file, ImageHeader header, OptionalLong colored, Thumbnail small) {
    double deviation = deviation(small);
    double sharpness = deviation > 0 ? meanLaplacian(small) / deviation : 0;
    OptionalInt quality =
        header.format() == ImageFormat.JPEG ? JpegQuality.of(file) : OptionalInt.empty();
    return new ImageMeasures(
        deviation / Thumbnail.MAX_VALUE,
        sharpness,
        1 - borderMean(small) / Thumbnail.MAX_VALUE,
        file.limit(),
        quality.isPresent() ? quality.getAsInt() : null,
        header.format(),
        header.color(),
        colored.isPresent() ? (double) colored.getAsLong() / header.size().area() : null,
        pattern(small));
  }

  // In steps of a 4,096th of white, so that the sums of a few values fit into 32 bits, which
  // compilers make vector instructions of.
  private static double deviation(Thumbnail small) {
    int[] values = small.values();
    long sum = 0;
    long squares = 0;
    for (int from = 0; from < values.length; from += CHUNK) {
      int to = Math.min(values.length, from + CHUNK);
      sum += sum(values, from, to);
      squares += sumOfSquares(values, from, to);
    }
    double n = values.length;
    double mean = sum / n;
    // Both terms are exact integers below 2^53, so nothing is lost before the last steps.
    return STEP * Math.sqrt(Math.max(0, squares / n - mean * mean));
  }

  private static int sum(int[] values, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] >>> STEP_BITS;
    }
    return sum;
  }

  private static int sumOfSquares(int[] values, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int value = values[i] >>> STEP_BITS;
      sum += value * value;
    }
    return sum;
  }

  private static double meanLaplacian(Thumbnail small) {
    int width = small.size().width();
    int height = small.size().height();
    if (width < 3 || height < 3) {
      return 0;
    }
    int[] v = small.values();
    long sum = 0;
    long rows = 0;
    for (int y = 1; y < height - 1; y += 2) {
      sum += laplacianOfRow(v, y * width, width);
      rows++;
    }
    return (double) sum / ((width - 2) * rows);
  }

  // At most 254 values of at most 4 x 65,535: no overflow.
  private static int laplacianOfRow(int[] v, int at, int width) {
    int sum = 0;
    for (int i = at + 1; i < at + width - 1; i++) {
      sum += Math.abs(4 * v[i] - v[i - 1] - v[i + 1] - v[i - width] - v[i + width]);
    }
    return sum;
  }

  private static double borderMean(Thumbnail small) {
    Size size = small.size();
    int border = Math.max(1, (int) Math.round(BORDER * size.shorterSide()));
    long sum = 0;
    long count = 0;
    int[] values = small.values();
    int side = Math.min(border, size.width());
    for (int y = 0; y < size.height(); y++) {
      int row = y * size.width();
      boolean whole = y < border || y >= size.height() - border || size.width() <= 2 * border;
      if (whole) {
        sum += sumOf(values, row, row + size.width());
        count += size.width();
      } else {
        sum += sumOf(values, row, row + side);
        sum += sumOf(values, row + size.width() - side, row + size.width());
        count += 2L * side;
      }
    }
    return (double) sum / count;
  }

  // At most 256 values of at most 65,535: no overflow.
  private static int sumOf(int[] values, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static String pattern(Thumbnail small) {
    float[] cells = small.onGrid(Size.square(PATTERN_SIDE));
    double sum = 0;
    double squares = 0;
    for (float cell : cells) {
      sum += cell;
      squares += (double) cell * cell;
    }
    double mean = sum / cells.length;
    double deviation = Math.sqrt(Math.max(0, squares / cells.length - mean * mean));
    byte[] pattern = new byte[cells.length];
    for (int i = 0; i < cells.length && deviation > 0; i++) {
      double value = Math.rint((cells[i] - mean) / deviation * PATTERN_UNIT);
      pattern[i] = (byte) Math.max(-127, Math.min(127, value));
    }
    return Base64.getEncoder().withoutPadding().encodeToString(pattern);
  }

  /** The pattern's values, row by row. */
  public byte[] patternValues() {
    return Base64.getDecoder().decode(pattern);
  }
}
