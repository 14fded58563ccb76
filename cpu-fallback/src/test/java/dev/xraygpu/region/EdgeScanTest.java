package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every square of random images, against a scan that looks at every pixel. */
class EdgeScanTest {
  /** The square as its definition says, pixel by pixel. */
  private static Optional<SharpSquare> plainly(
      HostImage image, int factor, int edge, int column, int row, int bright) {
    int[] sides = new int[4];
    int edges = 0;
    int level = 0;
    long dark = 0;
    for (int y = row * factor; y < Math.min((row + 1) * factor, image.size().height() - 2); y++) {
      for (int x = column * factor;
          x < Math.min((column + 1) * factor, image.size().width() - 2);
          x++) {
        boolean any = false;
        for (int down = 0; down < 2; down++) {
          int here = image.get(x, y);
          int there = image.get(x + 2 - 2 * down, y + 2 * down);
          int high = Math.max(here, there);
          int low = Math.min(here, there);
          if (high > bright && high - low > edge) {
            any = true;
            sides[2 * down + (here > there ? 0 : 1)]++;
            level = Math.max(level, high);
            dark += low;
          }
        }
        edges += any ? 1 : 0;
      }
    }
    if (edges < 4) {
      return Optional.empty();
    }
    double mean = (double) dark / (sides[0] + sides[1] + sides[2] + sides[3]);
    return Optional.of(
        new SharpSquare(column, row, level, mean, sides[0], sides[1], sides[2], sides[3]));
  }

  @Test
  void squaresAreThoseOfAPlainScan() {
    Random random = new Random(5);
    int sharp = 0;
    int all = 0;
    for (int i = 0; i < 60; i++) {
      PixelType type = PixelType.values()[i % PixelType.values().length];
      Size size = new Size(1 + random.nextInt(50), 1 + random.nextInt(40));
      int most = type.maxValue();
      int ground = random.nextInt(most);
      // A few bright or dark pixels, so that most squares have hardly an edge.
      HostImage image =
          SyntheticImages.of(
              type, size, (x, y) -> random.nextInt(5) == 0 ? random.nextInt(most + 1) : ground);
      int factor = 3 + random.nextInt(10);
      int edge = random.nextInt(most / 2);
      EdgeScan scan = new EdgeScan(image, factor, edge);
      int columns = (size.width() + factor - 1) / factor;
      for (int row = 0; row * factor < size.height(); row++) {
        int[] asked = IntStream.range(0, columns).filter(x -> random.nextInt(5) > 0).toArray();
        int about = random.nextInt(most + 2);
        int[] bright =
            IntStream.range(0, asked.length)
                .map(x -> Math.max(0, about + random.nextInt(most / 8) - most / 16))
                .toArray();
        List<SharpSquare> expected = new ArrayList<>();
        for (int k = 0; k < asked.length; k++) {
          plainly(image, factor, edge, asked[k], row, bright[k]).ifPresent(expected::add);
        }
        List<SharpSquare> found = new ArrayList<>();
        scan.squares(row, asked, bright, asked.length, found);
        assertThat(found)
            .as("%s of %s, factor %d, edge %d, row %d", size, type, factor, edge, row)
            .isEqualTo(expected);
        all += asked.length;
        sharp += found.size();
      }
    }
    assertThat(sharp).isBetween(all / 20, all * 9 / 10);
  }
}
