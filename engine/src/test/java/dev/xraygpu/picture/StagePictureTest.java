package dev.xraygpu.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.picture.StagePicture.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a picture of a stage has its image, boxes and bars. */
class StagePictureTest {
  private static final int SIDE = 256;

  /** Columns of a quarter black, the rest at 100 but for one white column. */
  private static HostImage steps() {
    HostImage image = HostImage.allocate(PixelType.U8, new Size(64, 32));
    for (int i = 0; i < image.pixelCount(); i++) {
      int x = i % 64;
      image.pixels().put(i, (byte) (x < 16 ? 0 : x == 63 ? 255 : 100));
    }
    return image;
  }

  private static StagePicture picture(HostImage image, List<Mark> marks) {
    return new StagePicture(
        new Content(
            "decoded",
            "",
            image,
            DisplayScale.full(image.type()),
            new ValueUnits.Stored(),
            marks,
            List.of()),
        SIDE);
  }

  private static int imageTop() {
    return Typeface.BOLD.height() + 4;
  }

  @Test
  void anImageThatIsSmallIsRepeatedAWholeNumberOfTimes() {
    StagePicture picture = picture(steps(), List.of());
    assertThat(picture.imageHeight()).isEqualTo(128);
    Canvas canvas = picture.alone();
    assertThat(canvas.size().width()).isEqualTo(SIDE);
    int middle = imageTop() + 64;
    assertThat(canvas.rgb(63, middle)).isZero();
    assertThat(canvas.rgb(64, middle)).isEqualTo(100 * 0x010101);
    assertThat(canvas.rgb(252, middle)).isEqualTo(255 * 0x010101);
  }

  @Test
  void aBoxIsDrawnWhereItIs() {
    Rectangle box = new Rectangle(20, 10, new Size(30, 12));
    Canvas canvas = picture(steps(), List.of(new Mark(box, Ink.CROP, Stroke.SOLID, ""))).alone();
    for (int x = 4 * 20; x < 4 * 50; x++) {
      assertThat(canvas.rgb(x, imageTop() + 4 * 10)).isEqualTo(Ink.CROP.rgb());
      assertThat(canvas.rgb(x, imageTop() + 4 * 22 - 1)).isEqualTo(Ink.CROP.rgb());
    }
    for (int y = 4 * 10; y < 4 * 22; y++) {
      assertThat(canvas.rgb(4 * 20, imageTop() + y)).isEqualTo(Ink.CROP.rgb());
      assertThat(canvas.rgb(4 * 50 - 1, imageTop() + y)).isEqualTo(Ink.CROP.rgb());
    }
    assertThat(canvas.rgb(4 * 30, imageTop() + 4 * 15)).isEqualTo(100 * 0x010101);
    assertThat(canvas.rgb(4 * 20 - 1, imageTop() + 4 * 15)).isEqualTo(100 * 0x010101);
  }

  @Test
  void noLabelCoversAnother() {
    HostImage image = HostImage.allocate(PixelType.U8, new Size(256, 256));
    Rectangle box = new Rectangle(0, 0, new Size(250, 250));
    List<Mark> marks =
        List.of(
            new Mark(box, Ink.FIELD, Stroke.DASHED, "HHHH"),
            new Mark(box, Ink.LUNGS, Stroke.DASHED, "HHHH"),
            new Mark(box, Ink.CROP, Stroke.SOLID, "HHHH"));
    Canvas canvas = picture(image, marks).alone();
    Canvas alone = picture(image, marks.subList(0, 1)).alone();
    int height = Typeface.REGULAR.height();
    int letters = 0;
    for (int y = 2; y < 2 + height; y++) {
      for (int x = 2; x < 40; x++) {
        if (alone.rgb(x, imageTop() + y) == Ink.FIELD.rgb()) {
          letters++;
          assertThat(canvas.rgb(x, imageTop() + y)).isEqualTo(Ink.FIELD.rgb());
          assertThat(canvas.rgb(x, imageTop() + y + height)).isEqualTo(Ink.LUNGS.rgb());
          assertThat(canvas.rgb(x, imageTop() + y + 2 * height)).isEqualTo(Ink.CROP.rgb());
        }
      }
    }
    assertThat(letters).isGreaterThan(20);
  }

  @Test
  void barsAreAsHighAsTheirCounts() {
    HostImage image = HostImage.allocate(PixelType.U8, new Size(100, 1));
    for (int i = 0; i < 100; i++) {
      image.pixels().put(i, (byte) (i < 20 ? 10 : i < 50 ? 11 : 10 + i));
    }
    HistogramBars bars = HistogramBars.of(PixelValues.of(image));
    double ceiling = 1.05 * 1; // 20 and 30 are far above the rest, which occur once
    assertThat(bars.height(10, 50)).isEqualTo(50);
    assertThat(bars.cutOff(10)).isTrue();
    assertThat(bars.height(60, 50)).isEqualTo((int) Math.ceil(50 / ceiling));
    assertThat(bars.height(200, 50)).isZero();
    assertThat(bars.shareCutOff()).isEqualTo(0.5);
    Canvas canvas = picture(image, List.of()).alone();
    int chartTop = imageTop() + 2 + 8;
    int rows = SIDE / 5;
    assertThat(canvas.rgb(10, chartTop)).isEqualTo(Ink.CUT_OFF.rgb());
    assertThat(canvas.rgb(200, chartTop + rows - 1)).isEqualTo(Ink.WELL.rgb());
    int height = bars.height(60, rows);
    assertThat(canvas.rgb(60, chartTop + rows - height)).isEqualTo(Ink.BAR.rgb());
    assertThat(canvas.rgb(60, chartTop + rows - height - 1)).isEqualTo(Ink.WELL.rgb());
  }

  @Test
  void sixteenBitsThatUseTwelveFillTheChart() {
    HostImage image = HostImage.allocate(PixelType.U16, new Size(64, 64));
    for (int i = 0; i < 4096; i++) {
      image.pixels().putChar(2 * i, (char) i);
    }
    PixelValues values = PixelValues.of(image);
    assertThat(HistogramBars.of(values).last()).isEqualTo(4095);
    assertThat(DisplayScale.occurring(values)).isEqualTo(new DisplayScale(4, 4091));
    assertThat(DisplayScale.full(PixelType.U16).gray(65_535)).isEqualTo(255);
    assertThat(values.mean()).isEqualTo(4095 / 2.0 / 65_535);
    assertThat(values.quantile(0.5)).isEqualTo(2047);
  }

  @Test
  void aSmallerCopyHasTheMeansOfWhatItCovers() {
    HostImage image = HostImage.allocate(PixelType.U8, new Size(3, 3));
    for (int i = 0; i < 9; i++) {
      image.pixels().put(i, (byte) (10 * i));
    }
    GrayPicture small = GrayPicture.fit(image, DisplayScale.full(PixelType.U8), Size.square(2));
    // The first cell: one whole pixel, two halves, a quarter of the fourth, of 9 / 4 pixels.
    assertThat(small.get(0, 0)).isEqualTo((int) Math.round((0 + 5 + 15 + 10) / 2.25));
    assertThat(small.get(1, 1)).isEqualTo((int) Math.round((80 + 35 + 25 + 10) / 2.25));
    assertThat(small.zoom()).isEqualTo("1:1.5");
  }

  @Test
  void anySizeAndConstantImagesHaveAPicture() {
    for (Size size : new Size[] {new Size(1, 1), new Size(3000, 1), new Size(1, 3000)}) {
      for (PixelType type : PixelType.values()) {
        Canvas canvas = picture(HostImage.allocate(type, size), List.of()).alone();
        assertThat(canvas.size().width()).isEqualTo(SIDE);
      }
    }
  }
}
