package dev.xraygpu.distribution;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.JpegQuality;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one image is like: numbers to compare it with the others of its dataset. They are taken from
 * its file's header and from its {@linkplain Thumbnail small copy}, so they cost little, and from
 * integer sums, so they are the same on every machine.
 *
 * @param contrast standard deviation of the small copy's values, 0 to 0.5, where white is 1
 * @param sharpness mean absolute Laplacian (four neighbours) of the small copy, in units of its
 *     standard deviation; 0 for a constant image
 * @param borderDarkness 1 minus the mean of the outermost twentieth at each side, where white is 1
 * @param fileBytes length of the file
 * @param jpegQuality estimated quality setting, 1 to 100; absent for other formats
 * @param format of the file, by content
 * @param color whether the stored pixels have colour channels
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
    String pattern) {
  /** The side of a pattern. */
  static final int PATTERN_SIDE = 16;

  /** Steps of a pattern's values per standard deviation. */
  static final int PATTERN_UNIT = 32;

  private static final double BORDER = 0.05;

  /** Measures an image whose file and small copy are at hand. */
  public static ImageMeasures of(ByteBuffer file, ImageHeader header, Thumbnail small) {
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
        pattern(small));
  }

  private static double deviation(Thumbnail small) {
    int[] values = small.values();
    long sum = 0;
    long squares = 0;
    for (int value : values) {
      sum += value;
      squares += (long) value * value;
    }
    double n = values.length;
    double mean = sum / n;
    // Both terms are exact integers below 2^53, so nothing is lost before the last steps.
    return Math.sqrt(Math.max(0, squares / n - mean * mean));
  }

  private static double meanLaplacian(Thumbnail small) {
    int width = small.size().width();
    int height = small.size().height();
    if (width < 3 || height < 3) {
      return 0;
    }
    int[] v = small.values();
    long sum = 0;
    for (int y = 1; y < height - 1; y++) {
      sum += laplacianOfRow(v, y * width, width);
    }
    return (double) sum / ((long) (width - 2) * (height - 2));
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
    for (int y = 0; y < size.height(); y++) {
      boolean whole = y < border || y >= size.height() - border;
      for (int x = 0; x < size.width(); x++) {
        if (!whole && x == border) {
          x = Math.max(x, size.width() - border);
          if (x >= size.width()) {
            break;
          }
        }
        sum += small.get(x, y);
        count++;
      }
    }
    return (double) sum / count;
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
  byte[] patternValues() {
    return Base64.getDecoder().decode(pattern);
  }
}
