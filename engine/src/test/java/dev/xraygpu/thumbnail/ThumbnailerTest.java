package dev.xraygpu.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailerTest {
  // One thumbnailer for all images of a test, so that what one leaves behind would show.
  private final Thumbnailer thumbnailer = new Thumbnailer();

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "255,3",
    "256,256",
    "257,255",
    "7,300",
    "500,499",
    "1023,61",
    "3,1024",
    "1025,5",
    "1281,1100",
    "1533,1201",
    "1328,1056",
    "2001,1999",
    "16384,17",
    "16385,70",
    "66000,3",
    "9,17001",
    "5000,1",
  })
  void everyValueIsTheRoundedMeanOfItsSquare(int width, int height) {
    Size size = new Size(width, height);
    Random random = new Random(width * 31L + height);
    for (PixelType type : PixelType.values()) {
      HostImage noise = HostImage.allocate(type, size);
      HostImage white = HostImage.allocate(type, size);
      for (int i = 0; i < noise.byteSize(); i++) {
        noise.pixels().put(i, (byte) random.nextInt());
        white.pixels().put(i, (byte) 0xff);
      }
      requireMeans(noise);
      requireMeans(white);
      requireMeans(noise);
    }
  }

  private void requireMeans(HostImage image) {
    Thumbnail thumbnail = thumbnailer.of(image);
    int factor = thumbnail.factor();
    int longest = Math.max(image.size().width(), image.size().height());
    assertThat(Math.max(thumbnail.size().width(), thumbnail.size().height()))
        .isLessThanOrEqualTo(Thumbnail.LONGEST_SIDE);
    if (factor > 1) {
      assertThat((longest + factor - 2) / (factor - 1)).isGreaterThan(Thumbnail.LONGEST_SIDE);
    }
    int[] expected = new int[thumbnail.values().length];
    for (int i = 0; i < expected.length; i++) {
      int x = i % thumbnail.size().width() * factor;
      int y = i / thumbnail.size().width() * factor;
      long sum = 0;
      long count = 0;
      for (int v = y; v < Math.min(y + factor, image.size().height()); v++) {
        for (int u = x; u < Math.min(x + factor, image.size().width()); u++) {
          sum += image.get(u, v);
          count++;
        }
      }
      long scaled = sum * (image.type() == PixelType.U8 ? 257 : 1);
      expected[i] = (int) ((2 * scaled + count) / (2 * count));
    }
    assertThat(thumbnail.values()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1000,700,24,24", "300,300,7,5", "20,30,64,64", "257,3,16,16"})
  void aGridCellIsTheMeanOfTheOriginalPixelsItCovers(int width, int height, int columns, int rows) {
    // Equal values within each of the thumbnail's squares: then nothing is lost by it.
    Size size = new Size(width, height);
    int factor = Thumbnail.factorOf(size);
    HostImage image = HostImage.allocate(PixelType.U8, size);
    Random random = new Random(7);
    byte[] squares = new byte[Math.toIntExact(Thumbnail.sizeOf(size).area())];
    random.nextBytes(squares);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        byte value = squares[y / factor * Thumbnail.sizeOf(size).width() + x / factor];
        image.pixels().put(y * width + x, value);
      }
    }
    float[] grid = thumbnailer.of(image).onGrid(new Size(columns, rows));
    for (int i = 0; i < grid.length; i++) {
      double expected =
          257
              * mean(
                  image,
                  i % columns,
                  i / columns,
                  (double) width / columns,
                  height / (double) rows);
      assertThat((double) grid[i]).isEqualTo(expected, within(0.05));
    }
  }

  private static double mean(HostImage image, int column, int row, double wide, double high) {
    double sum = 0;
    for (int y = 0; y < image.size().height(); y++) {
      double covered = overlap(y, row * high, (row + 1) * high);
      for (int x = 0; covered > 0 && x < image.size().width(); x++) {
        sum += covered * overlap(x, column * wide, (column + 1) * wide) * image.get(x, y);
      }
    }
    return sum / (wide * high);
  }

  private static double overlap(int pixel, double from, double to) {
    return Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  }
}
