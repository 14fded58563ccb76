package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.JpegEntropyResult.Outcome;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegEntropyCheckTest {
  static Stream<byte[]> wholeFiles() {
    BufferedImage gray = SampleImages.gray(203, 117);
    BufferedImage color = SampleImages.color(203, 117);
    return Stream.of(0.1f, 0.5f, 0.9f, 1f)
        .flatMap(
            quality ->
                Stream.of(
                    SampleImages.jpeg(gray, quality),
                    SampleImages.jpeg(color, quality),
                    SampleImages.progressiveJpeg(gray, quality),
                    SampleImages.progressiveJpeg(color, quality)));
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void wholeFilesAreComplete(byte[] file) {
    assertThat(check(file)).isEqualTo(JpegEntropyResult.complete());
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void endMarkerBeforeTheEndIsFound(byte[] file) {
    int data = startOfData(file);
    for (int percent = 2; percent < 100; percent += 7) {
      int cut = data + (file.length - data) * percent / 100;
      byte[] shortened = Arrays.copyOf(file, cut + 2);
      shortened[cut] = (byte) 0xff;
      shortened[cut + 1] = (byte) 0xd9;
      if (shortened[cut - 1] == (byte) 0xff) {
        shortened[cut - 1] = 0x12;
      }

      JpegEntropyResult result = check(shortened);

      assertThat(result.outcome()).as("cut at %d %%", percent).isNotEqualTo(Outcome.COMPLETE);
      assertThat(result.detail()).isNotBlank();
    }
  }

  @Test
  void saysHowMuchOfABaselineImageIsThere() {
    byte[] file = SampleImages.jpeg(SampleImages.gray(400, 400), 0.9f);
    int data = startOfData(file);
    int cut = data + (file.length - data) / 2;
    while (file[cut - 1] == (byte) 0xff) {
      cut++;
    }
    byte[] shortened = Arrays.copyOf(file, cut + 2);
    shortened[cut] = (byte) 0xff;
    shortened[cut + 1] = (byte) 0xd9;

    JpegEntropyResult result = check(shortened);

    assertThat(result.outcome()).isEqualTo(Outcome.PREMATURE_END);
    assertThat(result.percent()).isBetween(40, 60);
    assertThat(result.detail()).contains(result.percent() + " % of the image");
  }

  @Test
  void surplusDataAreCorrupt() {
    byte[] file = SampleImages.jpeg(SampleImages.gray(64, 64), 0.9f);
    byte[] longer = Arrays.copyOf(file, file.length + 500);
    Arrays.fill(longer, file.length - 2, longer.length - 2, (byte) 0x37);
    longer[longer.length - 2] = (byte) 0xff;
    longer[longer.length - 1] = (byte) 0xd9;

    assertThat(check(longer).outcome()).isEqualTo(Outcome.CORRUPT);
  }

  @Test
  void fillingBehindTheDataIsTolerated() {
    byte[] file = SampleImages.jpeg(SampleImages.gray(64, 64), 0.9f);
    for (byte filling : new byte[] {0, (byte) 0xff}) {
      byte[] longer = Arrays.copyOf(file, file.length + 300);
      Arrays.fill(longer, file.length - 2, longer.length - 2, filling);
      longer[longer.length - 2] = (byte) 0xff;
      longer[longer.length - 1] = (byte) 0xd9;

      assertThat(check(longer).outcome()).isEqualTo(Outcome.COMPLETE);
    }
  }

  @Test
  void missingHuffmanTableIsCorrupt() {
    byte[] file = SampleImages.jpeg(SampleImages.gray(64, 64), 0.9f);
    int scan = startOfScan(file);
    // The scan's only component: number, tables.
    file[scan + 6] = 0x33;

    JpegEntropyResult result = check(file);

    assertThat(result.outcome()).isEqualTo(Outcome.CORRUPT);
    assertThat(result.detail()).contains("Huffman table 3");
  }

  private static JpegEntropyResult check(byte[] file) {
    return JpegEntropyCheck.check(SampleImages.direct(file));
  }

  private static int startOfScan(byte[] file) {
    for (int i = 2; ; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xda) {
        return i;
      }
    }
  }

  private static int startOfData(byte[] file) {
    int scan = startOfScan(file);
    return scan + 2 + (file[scan + 3] & 0xff);
  }
}
