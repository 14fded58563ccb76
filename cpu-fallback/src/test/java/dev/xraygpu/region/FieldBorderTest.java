package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import org.junit.jupiter.api.Test;

class FieldBorderTest {
  private static final Size SIZE = new Size(600, 480);

  private static RegionEstimate find(HostImage image) {
    return of(new Thumbnailer().of(image));
  }

  static RegionEstimate of(Thumbnail thumbnail) {
    return FieldBorder.find(thumbnail, new SmallCopyLevels(thumbnail));
  }

  private static int anatomy(int x, int y) {
    return 60 + (x * 7 + y * 13) % 120;
  }

  @Test
  void framesOfAnyValueAndFramesAroundFramesAreLeftOut() {
    for (PixelType type : PixelType.values()) {
      int unit = type.maxValue() / 255;
      for (int outer : new int[] {0, 255, 128}) {
        HostImage image =
            SyntheticImages.of(
                type,
                SIZE,
                (x, y) -> {
                  boolean field = x >= 90 && x < 510 && y >= 60 && y < 450;
                  boolean inner = x >= 60 && x < 540 && y >= 30 && y < 465;
                  return unit * (field ? anatomy(x, y) : inner ? 0 : outer);
                });
        RegionEstimate found = find(image);
        assertThat(found.confidence()).isEqualTo(1);
        Rectangle area = found.area();
        // A line of the small copy is three pixels; one that is partly field is kept.
        assertThat(area.x()).isBetween(87, 90);
        assertThat(area.y()).isBetween(57, 60);
        assertThat(area.right()).isBetween(510, 513);
        assertThat(area.bottom()).isBetween(450, 453);
      }
    }
  }

  @Test
  void aTurnedFieldKeepsAllOfItself() {
    double angle = Math.toRadians(12);
    HostImage image =
        SyntheticImages.of(
            PixelType.U8,
            SIZE,
            (x, y) -> {
              double u = (x - 300) * Math.cos(angle) + (y - 240) * Math.sin(angle);
              double v = -(x - 300) * Math.sin(angle) + (y - 240) * Math.cos(angle);
              return Math.abs(u) < 180 && Math.abs(v) < 140 ? anatomy(x, y) : 0;
            });
    Rectangle area = find(image).area();
    int halfWidth = (int) (180 * Math.cos(angle) + 140 * Math.sin(angle));
    int halfHeight = (int) (180 * Math.sin(angle) + 140 * Math.cos(angle));
    assertThat(area.x()).isBetween(300 - halfWidth - 9, 300 - halfWidth + 9);
    assertThat(area.right()).isBetween(300 + halfWidth - 9, 300 + halfWidth + 9);
    assertThat(area.y()).isBetween(240 - halfHeight - 9, 240 - halfHeight + 9);
    assertThat(area.bottom()).isBetween(240 + halfHeight - 9, 240 + halfHeight + 9);
  }

  @Test
  void imagesWithoutAFrameStayWhole() {
    HostImage image = SyntheticImages.of(PixelType.U8, SIZE, FieldBorderTest::anatomy);
    assertThat(find(image)).isEqualTo(new RegionEstimate(Rectangle.whole(SIZE), 1));
  }

  @Test
  void anImageThatIsAllFrameStaysWholeWithoutConfidence() {
    HostImage image = SyntheticImages.constant(PixelType.U8, SIZE, 3);
    assertThat(find(image)).isEqualTo(new RegionEstimate(Rectangle.whole(SIZE), 0));
  }
}
