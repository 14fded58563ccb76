package dev.xraygpu.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the plain histogram, whose own test is a naive loop. */
class ImageCounterTest {
  @Test
  void everyLengthIsCountedToItsLastPixel() {
    for (PixelType type : PixelType.values()) {
      for (int length = 1; length <= 70; length++) {
        HostImage image = SyntheticImages.noise(type, new Size(length, 1), length);
        assertThat(count(new ImageCounter(), image)).isEqualTo(naive(image));
      }
    }
  }

  @Test
  void bytesBeyondTheImageAreNotCounted() {
    HostImage large = SyntheticImages.noise(PixelType.U8, new Size(100, 1), 1);
    HostImage part = new HostImage(PixelType.U8, new Size(9, 1), large.pixels());
    assertThat(count(new ImageCounter(), part)).isEqualTo(naive(part));
  }

  @Test
  void flatPairsAndAlmostFlatPairs() {
    for (int first : new int[] {0, 7, 128, 255}) {
      for (int second : new int[] {0, 7, 128, 255}) {
        Size size = new Size(33, 5);
        HostImage pairs =
            SyntheticImages.of(PixelType.U8, size, (x, y) -> x % 2 == 0 ? first : second);
        HostImage fours =
            SyntheticImages.of(PixelType.U8, size, (x, y) -> x % 8 < 4 ? first : second);
        HostImage lone =
            SyntheticImages.of(PixelType.U8, size, (x, y) -> x % 8 == y ? first : second);
        assertThat(count(new ImageCounter(), pairs, fours, lone))
            .isEqualTo(naive(pairs, fours, lone));
      }
    }
  }

  @Test
  void largeImagesOfEvenAndOddLengths() {
    for (int length : new int[] {131_071, 131_072, 131_073, 8192 * 17, 200_001}) {
      HostImage image = SyntheticImages.noise(PixelType.U8, new Size(length, 1), length);
      assertThat(count(new ImageCounter(), image)).isEqualTo(naive(image));
    }
  }

  @Test
  void imagesOfAllKindsInTurn() {
    Random random = new Random(1);
    HostImage[] images = new HostImage[60];
    for (int i = 0; i < images.length; i++) {
      PixelType type = i % 5 == 0 ? PixelType.U16 : PixelType.U8;
      int side = i % 7 == 0 ? 400 : 90;
      Size size = new Size(1 + side + random.nextInt(90), side + random.nextInt(90));
      images[i] =
          i % 2 == 0
              ? SyntheticImages.noise(type, size, i)
              : SyntheticImages.constant(type, size, i);
    }
    assertThat(count(new ImageCounter(), images)).isEqualTo(naive(images));
  }

  @Test
  void imagesThatAreNotKeptLeaveNoTrace() {
    ImageCounter counter = new ImageCounter();
    HostImage kept = SyntheticImages.noise(PixelType.U8, new Size(31, 17), 1);
    counter.count(SyntheticImages.noise(PixelType.U8, new Size(500, 400), 2));
    counter.add(kept);
    counter.count(SyntheticImages.noise(PixelType.U16, new Size(20, 10), 3));
    PixelStatistics statistics = new PixelStatistics();
    counter.drainInto(statistics);
    assertThat(statistics).isEqualTo(naive(kept));
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void summariesAreExact(PixelType type) {
    for (Size size : new Size[] {new Size(1, 1), new Size(33, 7), new Size(601, 401)}) {
      HostImage image = SyntheticImages.noise(type, size, size.width());
      long sum = 0;
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          sum += image.get(x, y);
        }
      }
      boolean single = size.area() == 1;
      assertThat(new ImageCounter().count(image))
          .isEqualTo(new PixelSummary(type, size.area(), sum, single));
      assertThat(new ImageCounter().count(SyntheticImages.constant(type, size, 9)))
          .isEqualTo(new PixelSummary(type, size.area(), 9 * size.area(), true));
    }
  }

  @Test
  void drainingForgets() {
    HostImage image = SyntheticImages.noise(PixelType.U8, new Size(31, 17), 1);
    ImageCounter counter = new ImageCounter();
    PixelStatistics statistics = new PixelStatistics();
    counter.add(image);
    counter.drainInto(statistics);
    counter.drainInto(statistics);
    assertThat(statistics).isEqualTo(naive(image));
    counter.add(image);
    counter.drainInto(statistics);
    assertThat(statistics).isEqualTo(naive(image, image));
  }

  private static PixelStatistics count(ImageCounter counter, HostImage... images) {
    for (HostImage image : images) {
      counter.add(image);
    }
    PixelStatistics statistics = new PixelStatistics();
    counter.drainInto(statistics);
    return statistics;
  }

  private static PixelStatistics naive(HostImage... images) {
    PixelStatistics statistics = new PixelStatistics();
    for (HostImage image : images) {
      statistics.add(image);
    }
    return statistics;
  }
}
