package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import org.junit.jupiter.api.Test;

class RangeCheckTest {
  private static final Size SIZE = new Size(100, 80);

  private static MeasureTable table(double... means) {
    MeasureTable table = new MeasureTable(means.length + 1); // the last one has no image
    ImageMeasures measures =
        new ImageMeasures(0.1, 0.2, 0.5, 1000, null, ImageFormat.PNG, false, 0.0, "");
    for (int i = 0; i < means.length; i++) {
      table.set(i, SIZE, 16, means[i], measures);
    }
    return table;
  }

  /** Means of so many images, from 0.02 up in steps of 0.002, of which the last are bright. */
  private static MeasureTable darkBut(int bright, int images) {
    double[] means = new double[images];
    for (int i = 0; i < images; i++) {
      means[i] = i < images - bright ? 0.02 + 0.002 * i : 0.45;
    }
    return table(means);
  }

  @Test
  void twelveBitsInSixteen() {
    assertThat(RangeCheck.find(darkBut(1, 20)))
        .containsExactly(
            Finding.of(
                "",
                FindingCode.UNUSED_RANGE,
                "19 of 20 images have a mean under a sixteenth of white (median 0.0380): their"
                    + " values seem to have fewer bits than they are stored in, as 12 of 16"));
  }

  @Test
  void someDarkImagesAreNoSuchDataset() {
    assertThat(RangeCheck.find(darkBut(2, 20))).isEmpty();
    assertThat(RangeCheck.find(darkBut(20, 20))).isEmpty();
  }

  @Test
  void fewImagesSayNothing() {
    assertThat(RangeCheck.find(table())).isEmpty();
    assertThat(RangeCheck.find(darkBut(0, 4))).isEmpty();
    assertThat(RangeCheck.find(darkBut(0, 5))).hasSize(1);
  }

  @Test
  void asBrightAsTwelveBitsCanBeIsDark() {
    double most = 4095.0 / 65_535;
    assertThat(RangeCheck.find(table(most, most, most, most, most))).hasSize(1);
    double more = 4097.0 / 65_535;
    assertThat(RangeCheck.find(table(more, more, more, more, more))).isEmpty();
  }
}
