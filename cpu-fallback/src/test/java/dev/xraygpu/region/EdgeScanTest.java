package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import java.util.Optional;
import java.util.Random;
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
      for (int row = 0; row * factor < size.height(); row++) {
        for (int column = 0; column * factor < size.width(); column++) {
          int bright = random.nextInt(most + 2);
          Optional<SharpSquare> found = scan.square(column, row, bright);
          assertThat(found)
              .as("%s of %s, factor %d, edge %d, bright %d", size, type, factor, edge, bright)
              .isEqualTo(plainly(image, factor, edge, column, row, bright));
          all++;
          sharp += found.isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(sharp).isBetween(all / 20, all * 9 / 10);
  }
}
