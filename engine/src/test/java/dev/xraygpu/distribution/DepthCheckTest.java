package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import org.junit.jupiter.api.Test;

class DepthCheckTest {
  private static MeasureTable table(int eight, int sixteen) {
    MeasureTable table = new MeasureTable(eight + sixteen + 1); // the last one has no image
    ImageMeasures measures =
        new ImageMeasures(0.1, 0.2, 0.5, 1000, null, ImageFormat.PNG, false, 0.0, "");
    for (int i = 0; i < eight + sixteen; i++) {
      table.set(i, new Size(100, 80), i < eight ? 8 : 16, 0.5, measures);
    }
    return table;
  }

  @Test
  void twoGroups() {
    assertThat(DepthCheck.find(table(20, 5)))
        .containsExactly(
            Finding.of(
                "",
                FindingCode.MIXED_DEPTHS,
                "20 images have 8 bits and 5 have 16: the same CLAHE changes 16 bits otherwise"
                    + " than 8"));
    assertThat(DepthCheck.find(table(5, 20))).hasSize(1);
  }

  @Test
  void oneDepthOrAFewStrayFiles() {
    assertThat(DepthCheck.find(table(0, 0))).isEmpty();
    assertThat(DepthCheck.find(table(20, 0))).isEmpty();
    assertThat(DepthCheck.find(table(0, 20))).isEmpty();
    assertThat(DepthCheck.find(table(20, 4))).isEmpty();
    assertThat(DepthCheck.find(table(4, 20))).isEmpty();
  }
}
