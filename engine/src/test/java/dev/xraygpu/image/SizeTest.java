package dev.xraygpu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,5", "5,-2147483648"})
  void sidesAreAtLeastOne(int width, int height) {
    assertThatThrownBy(() -> new Size(width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(width + "x" + height);
  }

  @Test
  void areaDoesNotOverflow() {
    assertThat(Size.square(Integer.MAX_VALUE).area()).isEqualTo(4611686014132420609L);
  }

  @Test
  void shorterSideAndTransposition() {
    Size size = new Size(640, 480);
    assertThat(size.shorterSide()).isEqualTo(480);
    assertThat(size.transposed()).isEqualTo(new Size(480, 640));
    assertThat(size.transposed().shorterSide()).isEqualTo(480);
    assertThat(size).hasToString("640x480");
  }

  @Test
  void aRectangleStartsInsideOfItsImage() {
    assertThatThrownBy(() -> new Rectangle(-1, 0, Size.square(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rectangle(0, -1, Size.square(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Rectangle.whole(new Size(3, 4))).isEqualTo(new Rectangle(0, 0, new Size(3, 4)));
  }
}
