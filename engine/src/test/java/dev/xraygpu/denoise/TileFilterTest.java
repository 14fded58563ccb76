package dev.xraygpu.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.UsualStages;
import dev.xraygpu.reference.GrayArray;
import dev.xraygpu.reference.ReferenceAreaResize;
import dev.xraygpu.reference.ReferenceBilateral;
import dev.xraygpu.reference.ReferenceLinearResize;
import dev.xraygpu.reference.ReferenceMedian;
import dev.xraygpu.reference.ReferenceNonLocalMeans;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tiles and their filters against the reference implementations, which work on whole images. */
class TileFilterTest {
  private static final int SIDE = 48;

  private static GrayArray image(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GrayArray image = new GrayArray(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double wave = 128 + 90 * Math.sin(x / 3.0) * Math.cos(y / 5.0);
        image.put(x, y, Math.max(0, Math.min(255, (int) wave + random.nextInt(25) - 12)));
      }
    }
    return image;
  }

  private static TileFilter filter(Stage stage) {
    return TileFilter.of(stage).orElseThrow();
  }

  /** The largest difference between a tile's filter and the middle of a filtered image. */
  private static double difference(Stage stage, GrayArray image, double[] expected) {
    GrayTile filtered = filter(stage).filter(new GrayTile(SIDE, image.values()));
    int reach = filter(stage).reach();
    assertThat(filtered.side()).isEqualTo(SIDE - 2 * reach);
    double largest = 0;
    for (int y = 0; y < filtered.side(); y++) {
      for (int x = 0; x < filtered.side(); x++) {
        double wanted = expected[(y + reach) * SIDE + x + reach];
        largest = Math.max(largest, Math.abs(filtered.at(x, y) - wanted));
      }
    }
    return largest;
  }

  private static double[] doubles(GrayArray array) {
    double[] values = new double[array.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.values()[i];
    }
    return values;
  }

  @Test
  void everyNoiseFilterIsJudged() {
    for (Stage stage : UsualStages.all()) {
      assertThat(TileFilter.of(stage).isPresent())
          .as("TileFilter.of knows %s", stage.name())
          .isEqualTo(stage.kind() == Stage.Kind.DENOISE);
    }
  }

  @Test
  void medians() {
    for (int kernel : new int[] {3, 5}) {
      for (int seed = 0; seed < 5; seed++) {
        GrayArray image = image(seed);
        double[] expected = doubles(ReferenceMedian.filter(image, kernel));
        assertThat(difference(new MedianBlur(kernel), image, expected)).isZero();
      }
    }
  }

  @Test
  void bilateral() {
    GrayArray image = image(7);
    for (BilateralFilter stage :
        List.of(new BilateralFilter(5, 50, 50), new BilateralFilter(9, 12, 3))) {
      double[] expected = ReferenceBilateral.filter(image.toImage(PixelType.U8), stage);
      assertThat(difference(stage, image, expected)).isLessThanOrEqualTo(0.5 + 1e-9);
    }
  }

  @Test
  void nonLocalMeans() {
    GrayArray image = image(8);
    for (NonLocalMeans stage :
        List.of(
            new NonLocalMeans(3, 3, 9),
            new NonLocalMeans(12, 7, 13),
            new NonLocalMeans(100, 7, 11))) {
      double[] expected = doubles(ReferenceNonLocalMeans.filter(image, PixelType.U8, stage));
      assertThat(difference(stage, image, expected)).as(stage.toString()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void onlyNoiseFiltersHaveOne() {
    assertThat(TileFilter.of(new Clahe(2, Size.square(8)))).isEmpty();
  }

  @Test
  void tilesAreOfTheResizedImage() {
    HostImage image = SyntheticImages.smooth(PixelType.U8, new Size(300, 220), 3);
    GrayArray linear = ReferenceLinearResize.resize(GrayArray.of(image), 120, 90);
    GrayArray halved = ReferenceAreaResize.resize(GrayArray.of(image), 150, 110);
    assertTile(image, Interpolation.LINEAR, linear, 1);
    assertTile(image, Interpolation.AREA, halved, 1);
    HostImage deep =
        SyntheticImages.of(PixelType.U16, image.size(), (x, y) -> 257 * image.get(x, y));
    assertTile(deep, Interpolation.LINEAR, linear, 1);
  }

  private static void assertTile(
      HostImage image, Interpolation interpolation, GrayArray resized, int tolerance) {
    Placement place = Placement.stretch(Rectangle.whole(image.size()), resized.size());
    GrayTile tile = new TileSampler(image, place, interpolation).tile(-5, 31, 40);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        assertThat(Math.abs(tile.at(x, y) - resized.at(Math.max(0, x - 5), y + 31)))
            .as("%s %d,%d", interpolation, x, y)
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }
}
