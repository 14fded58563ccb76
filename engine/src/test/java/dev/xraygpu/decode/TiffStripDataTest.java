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
  @ValueSource(strings = {"LZW", "ZLib", "Deflate"})
  void findsDamage(String compression) throws DecodeException {
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
        assertThat(refusal).hasMessageContaining("strip or tile").hasMessageContaining("damaged");
        found++;
      }
    }
    assertThat(found).isGreaterThan(38);
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

  /** The file calls itself a column narrower than its strips are. */
  @ParameterizedTest
  @ValueSource(strings = {"LZW", "ZLib", "Deflate", "PackBits"})
  void dataThatStandForMoreThanTheStripAreDamage(String compression) {
    byte[] tiff = tiff(noise(300, 200), compression);
    int width = entry(tiff, 256) + 8;
    if (tiff[width - 5] == 4) {
      width += 2; // a LONG
    }
    assertThat(tiff[width + 1] & 0xff).isEqualTo(300 & 0xff);
    tiff[width + 1]--;

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("they hold more than its");
  }

  @Test
  void damageOfDeeperPixelsIsFoundByTheChecksum() throws DecodeException {
    BufferedImage deep = new BufferedImage(60, 4, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(3, 2, 0, 40_000);
    byte[] tiff = tiff(deep, "ZLib");
    assertThatCode(() -> check(tiff)).doesNotThrowAnyException();
    TiffDirectory directory = TiffDirectory.read(SampleImages.direct(tiff));
    long end = strip(tiff) + directory.first(TiffHeader.STRIP_BYTE_COUNTS, 0);
    tiff[(int) end - 1] ^= 1;

    assertThat(refusal(tiff).code()).isEqualTo(FindingCode.UNREADABLE);
  }

  // Offset of a tag's entry in the writer's byte order.
  private static int entry(byte[] tiff, int tag) {
    int at = 8;
    while (tiff[at] != tag >> 8
        || tiff[at + 1] != (byte) tag
        || tiff[at + 2] != 0
        || (tiff[at + 3] != 3 && tiff[at + 3] != 4)
        || tiff[at + 7] != 1) {
      at++;
    }
    return at;
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
