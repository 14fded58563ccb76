package dev.xraygpu.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelDepthTest {
  private static final Size SIZE = new Size(64, 4);

  /** Against the definition in floating point, whose 53 bits hold all of it. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 12, 13, 14, 15, 16})
  void everyValueGoesToTheNearest(int bits) {
    int largest = (1 << bits) - 1;
    for (int value = 0; value <= largest; value++) {
      assertThat(PixelDepth.toSixteen(value, bits))
          .isEqualTo((int) Math.rint(value * 65_535.0 / largest));
    }
    assertThat(PixelDepth.toSixteen(largest, bits)).isEqualTo(65_535);
  }

  @Test
  void eightBitsInSixteenAreTheSameAsEightBits() {
    for (int value = 0; value < 256; value++) {
      assertThat(PixelDepth.toSixteen(value, 8)).isEqualTo(PixelDepth.toSixteen(value));
    }
  }

  @Test
  void imagesAreStretchedAndWhatIsTooLargeIsCounted() {
    HostImage image =
        SyntheticImages.of(PixelType.U16, SIZE, (x, y) -> y == 3 ? 4090 + x : 64 * y + x);
    assertThat(PixelDepth.stretch(image, 12)).isEqualTo(64 - 6);
    for (int x = 0; x < SIZE.width(); x++) {
      assertThat(image.get(x, 1)).isEqualTo((int) Math.rint((64 + x) * 65_535.0 / 4095));
      assertThat(image.get(x, 3)).isEqualTo(x < 6 ? 65_535 - 16 * (5 - x) : 65_535);
    }
  }
}
