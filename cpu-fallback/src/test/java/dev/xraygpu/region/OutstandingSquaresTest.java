package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the definition, written down plainly. */
class OutstandingSquaresTest {
  private static final int LEAST = 2000;
  private static final int UNEVEN = 9000;

  private static boolean standsOut(Thumbnail small, int x, int y) {
    long count = 0;
    long sum = 0;
    for (int v = Math.max(0, y - 6); v <= Math.min(small.size().height() - 1, y + 6); v++) {
      for (int u = Math.max(0, x - 6); u <= Math.min(small.size().width() - 1, x + 6); u++) {
        sum += small.get(u, v);
        count++;
      }
    }
    if ((small.get(x, y) - LEAST) * count <= sum) {
      return false;
    }
    int low = small.get(x, y);
    int high = low;
    for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      int u = Math.max(0, Math.min(small.size().width() - 1, x + step[0]));
      int v = Math.max(0, Math.min(small.size().height() - 1, y + step[1]));
      low = Math.min(low, small.get(u, v));
      high = Math.max(high, small.get(u, v));
    }
    return high - low >= UNEVEN;
  }

  @Test
  void theyAreThoseOfTheDefinition() {
    Random random = new Random(3);
    int outstanding = 0;
    for (Size size :
        List.of(
            new Size(1, 1), new Size(5, 30), new Size(30, 5), new Size(40, 33), new Size(13, 13))) {
      HostImage image = SyntheticImages.of(PixelType.U8, size, (x, y) -> 100 + random.nextInt(60));
      Thumbnail small = new Thumbnailer().of(image);
      OutstandingSquares squares = new OutstandingSquares(small, LEAST, UNEVEN);
      int[] found = new int[size.width() + 1];
      for (int y = 0; y < size.height(); y++) {
        squares.enter(y);
        int middle = size.width() / 3;
        int count = squares.between(y, 0, middle, found, 0);
        count = squares.between(y, middle, size.width(), found, count);
        List<Integer> expected = new ArrayList<>();
        for (int x = 0; x < size.width(); x++) {
          if (standsOut(small, x, y)) {
            expected.add(x);
          }
        }
        assertThat(Arrays.stream(found, 0, count).boxed().toList())
            .as("%s, row %d", size, y)
            .isEqualTo(expected);
        outstanding += count;
      }
    }
    assertThat(outstanding).isGreaterThan(100);
  }
}
