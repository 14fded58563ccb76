package dev.xraygpu.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  /**
   * What the formula gives in Python, {@code s = min(224 / h, 224 / w); int(w * s), int(h * s)},
   * computed with CPython 3.11; the last three need the bound of 1 that Python's lacks. Where
   * {@code h * (224 / h)} is just under 224, as for 55, the content is 223 pixels high.
   */
  @ParameterizedTest
  @CsvSource({
    "224,224,224,224,0,0",
    "1857,1317,224,158,0,33",
    "1317,1857,158,224,33,0",
    "1000,999,224,223,0,0",
    "333,500,149,224,37,0",
    "50,50,224,224,0,0",
    "55,55,223,223,0,0",
    "3,7,96,224,64,0",
    "2090,1858,224,199,0,12",
    "1,1000,1,224,111,0",
    "1000,1,224,1,0,111",
    "16384,2,224,1,0,111"
  })
  void letterboxOf224(int width, int height, int contentWidth, int contentHeight, int x, int y) {
    Placement placement =
        Placement.letterbox(Rectangle.whole(new Size(width, height)), Size.square(224));
    assertThat(placement.content()).isEqualTo(new Size(contentWidth, contentHeight));
    assertThat(placement.padLeft()).isEqualTo(x);
    assertThat(placement.padTop()).isEqualTo(y);
  }

  @Test
  void truncationMayCostAPixelOfTheFullSide() {
    int shorter = 0;
    for (int side = 1; side <= 4000; side++) {
      Placement placement =
          Placement.letterbox(Rectangle.whole(Size.square(side)), Size.square(224));
      int expected = Math.max(1, (int) (side * (224.0 / side)));
      assertThat(placement.content()).isEqualTo(Size.square(expected));
      shorter += expected == 223 ? 1 : 0;
    }
    assertThat(shorter).as("sides whose product is just under 224").isPositive();
  }

  @Test
  void aLetterboxLiesInsideItsTargetWithTheSmallerHalfOfThePaddingFirst() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Size source = new Size(1 + random.nextInt(16_384), 1 + random.nextInt(1 << (1 + i % 14)));
      Size target = new Size(1 + random.nextInt(1000), 1 + random.nextInt(1000));
      Placement placement = Placement.letterbox(Rectangle.whole(source), target);
      int padRight = target.width() - placement.padLeft() - placement.content().width();
      int padBottom = target.height() - placement.padTop() - placement.content().height();
      assertThat(padRight - placement.padLeft()).isBetween(0, 1);
      assertThat(padBottom - placement.padTop()).isBetween(0, 1);
      assertThat(Math.min(padRight + placement.padLeft(), padBottom + placement.padTop()))
          .as("%s in %s", source, target)
          .isLessThanOrEqualTo(1);
      assertThat(placement.target()).isEqualTo(target);
      assertThat(placement.source()).isEqualTo(Rectangle.whole(source));
    }
  }

  @Test
  void theScaleIsTheUntruncatedFactor() {
    Placement placement =
        Placement.letterbox(Rectangle.whole(new Size(300, 200)), new Size(100, 90));
    assertThat(placement.scale()).isEqualTo(100 / 300.0);
    assertThat(Placement.letterbox(Rectangle.whole(new Size(300, 200)), new Size(400, 20)).scale())
        .isEqualTo(20 / 200.0);
  }

  @Test
  void stretchFillsTheTarget() {
    Placement placement = Placement.stretch(Rectangle.whole(new Size(300, 200)), new Size(150, 10));
    assertThat(placement.content()).isEqualTo(new Size(150, 10));
    assertThat(placement.target()).isEqualTo(new Size(150, 10));
    assertThat(placement.padLeft()).isZero();
    assertThat(placement.padTop()).isZero();
    assertThat(placement.scale()).isEqualTo(0.5);
  }

  @Test
  void identityKeepsEverything() {
    Size size = new Size(31, 17);
    Rectangle part = new Rectangle(4, 2, size);
    assertThat(Placement.identity(part)).isEqualTo(new Placement(part, size, size, 0, 0, 1));
  }
}
