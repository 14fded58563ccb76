package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files come from the JDK's TIFF writer. */
class TiffStripDataTest {
  @ParameterizedTest
  @ValueSource(strings = {"LZW", "ZLib", "Deflate", "PackBits"})
  void acceptsWhatAWriterMakes(String compression) {
    for (BufferedImage image :
        new BufferedImage[] {
          SampleImages.gray(120, 90), SampleImages.color(640, 480), noise(700, 500), black(900, 700)
        }) {
      byte[] tiff = tiff(image, compression);

      assertThatCode(() -> check(tiff)).as(compression).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({"LZW, LZW", "ZLib, damaged", "Deflate, damaged"})
  void findsDamage(String compression, String word) throws DecodeException {
    byte[] whole = tiff(noise(300, 200), compression);
    int strip = strip(whole);
    int found = 0;
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] tiff = whole.clone();
      for (int at = strip + 200; at < strip + 230; at++) {
        tiff[at] = (byte) random.nextInt();
      }
      DecodeException refusal = refusal(tiff);
      if (refusal != null && refusal.code() == FindingCode.UNREADABLE) {
        assertThat(refusal).hasMessageContaining(word).hasMessageContaining("strip or tile");
        found++;
      }
    }
    // In full tables of codes, any code stands for something.
    assertThat(found).isGreaterThan(compression.equals("LZW") ? 20 : 38);
  }

  @Test
  void dataThatEndEarlyAreTruncated() throws DecodeException {
    byte[] tiff = tiff(noise(300, 200), "PackBits");
    int strip = strip(tiff);
    // Codes that stand for nothing, to the end of the strip.
    Arrays.fill(tiff, strip + 50, strip + 2400, (byte) -128);

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal).hasMessageContaining("strip or tile 0 end after");
  }

  @Test
  void endCodeBeforeTheLastPixelIsTruncated() throws DecodeException {
    byte[] tiff = tiff(SampleImages.gray(120, 90), "LZW");
    int strip = strip(tiff);
    tiff[strip] = (byte) 0x80; // clear, then the end: 100000000 100000001
    tiff[strip + 1] = 0x40;
    tiff[strip + 2] = 0x40;

    assertThat(refusal(tiff).code()).isEqualTo(FindingCode.TRUNCATED);
  }

  @Test
  void unknownCompressionIsUnsupported() {
    byte[] tiff = tiff(SampleImages.gray(120, 90), "LZW");
    for (int i = 8; i + 12 < tiff.length; i++) {
      // The entry of tag 259, a SHORT, in the writer's byte order.
      if (tiff[i] == 1 && tiff[i + 1] == 3 && tiff[i + 2] == 0 && tiff[i + 3] == 3) {
        tiff[i + 8] = 110;
        tiff[i + 9] = 3;
      }
    }

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("compressed with the unknown method 28163");
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = black(width, height);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(256));
      }
    }
    return image;
  }

  private static BufferedImage black(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }

  private static int strip(byte[] tiff) throws DecodeException {
    return (int) TiffDirectory.read(SampleImages.direct(tiff)).first(TiffHeader.STRIP_OFFSETS, 0);
  }

  private static byte[] tiff(BufferedImage image, String compression) {
    return SampleImages.written(image, "tiff", compression);
  }

  private static void check(byte[] bytes) throws DecodeException {
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(bytes), DecodeLimits.DEFAULT);
    IntegrityCheck.check(SampleImages.direct(bytes), header);
  }

  private static DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> check(bytes));
  }
}
