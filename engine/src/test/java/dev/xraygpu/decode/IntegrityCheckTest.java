package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrityCheckTest {
  static Stream<byte[]> wholeFiles() {
    BufferedImage gray = SampleImages.gray(120, 90);
    BufferedImage color = SampleImages.color(120, 90);
    return Stream.of(
        SampleImages.jpeg(gray, 0.9f),
        SampleImages.progressiveJpeg(color, 0.9f),
        SampleImages.encode(gray, "png"),
        SampleImages.encode(SampleImages.gray16(120, 90), "png"),
        SampleImages.encode(gray, "bmp"),
        SampleImages.encode(color, "bmp"),
        SampleImages.grayTiff(gray, 8, 1),
        SampleImages.encode(color, "tiff"));
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void acceptsWholeFilesAndWhatFollowsTheirEnd(byte[] file) {
    assertThatCode(() -> probeAndCheck(file)).doesNotThrowAnyException();
    assertThatCode(() -> probeAndCheck(Arrays.copyOf(file, file.length + 77)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void findsEveryCut(byte[] file) {
    for (int percent = 1; percent < 100; percent++) {
      byte[] shortened = Arrays.copyOf(file, file.length * percent / 100);

      DecodeException refusal = refusal(shortened);

      assertThat(refusal).as("cut at %d %%", percent).isNotNull();
      assertThat(refusal.code()).as("cut at %d %%", percent).isEqualTo(FindingCode.TRUNCATED);
    }
  }

  @Test
  void findsTailsOfZeros() {
    for (byte[] file :
        new byte[][] {
          SampleImages.jpeg(SampleImages.gray(120, 90), 0.9f),
          SampleImages.encode(SampleImages.gray(120, 90), "png")
        }) {
      Arrays.fill(file, file.length / 2, file.length, (byte) 0);

      assertThat(refusal(file)).isNotNull();
    }
  }

  @Test
  void findsDamagedChunksThatMatter() {
    byte[] png = SampleImages.encode(SampleImages.gray(120, 90), "png");
    png[png.length / 2] ^= 1;

    DecodeException refusal = refusal(png);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("checksum of chunk IDAT");
  }

  @Test
  void secondPaletteLeavesOpenWhichCounts() {
    byte[] png = SampleImages.encode(SampleImages.gray(120, 90), "png");
    byte[] one = SampleImages.insertChunk(png, "PLTE", new byte[6]);

    assertThatCode(() -> probeAndCheck(one)).doesNotThrowAnyException();
    assertThat(refusal(SampleImages.insertChunk(one, "PLTE", new byte[3])))
        .hasMessageContaining("a second palette");
  }

  @Test
  void palettesHaveWholeColours() {
    byte[] color = SampleImages.encode(SampleImages.color(120, 90), "png");
    byte[] gray = SampleImages.encode(SampleImages.gray(120, 90), "png");
    byte[] indexed =
        SampleImages.encode(new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_INDEXED), "png");
    int palette = new String(indexed, StandardCharsets.ISO_8859_1).indexOf("PLTE") - 4;
    byte[] without = withoutChunk(indexed, palette);

    assertThat(refusal(SampleImages.insertChunk(color, "PLTE", new byte[0])))
        .hasMessage("corrupt PNG: a palette of 0 bytes");
    assertThat(refusal(SampleImages.insertChunk(without, "PLTE", new byte[10])))
        .hasMessage("corrupt PNG: a palette of 10 bytes");
    assertThat(refusal(SampleImages.insertChunk(without, "PLTE", new byte[771])))
        .hasMessage("corrupt PNG: a palette of 771 bytes");
    for (byte[] sound :
        new byte[][] {
          SampleImages.insertChunk(without, "PLTE", new byte[768]),
          SampleImages.insertChunk(color, "PLTE", new byte[10]),
          SampleImages.insertChunk(gray, "PLTE", new byte[0])
        }) {
      assertThatCode(() -> probeAndCheck(sound)).doesNotThrowAnyException();
    }
  }

  private static byte[] withoutChunk(byte[] png, int at) {
    int length = 12 + ByteBuffer.wrap(png).getInt(at);
    byte[] rest = Arrays.copyOf(png, png.length - length);
    System.arraycopy(png, at + length, rest, at, rest.length - at);
    return rest;
  }

  @Test
  void damagedChunksThatDoNotMatterAreLeftAlone() {
    byte[] png =
        SampleImages.insertChunk(
            SampleImages.encode(SampleImages.gray(120, 90), "png"), "tIME", new byte[7]);
    png[33 + 8] ^= 1;

    assertThat(refusal(png)).isNull();
  }

  @Test
  void restartMarkersMustBeAnnounced() {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 90), 0.9f);
    jpeg[jpeg.length - 100] = (byte) 0xff;
    jpeg[jpeg.length - 99] = (byte) 0xd0;

    assertThat(refusal(jpeg)).hasMessageContaining("restart marker 0");
  }

  @Test
  void bytesBetweenTheSegmentsOfAHeaderArePassedOver() {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 90), 0.9f);
    byte[] odd = SampleImages.insert(jpeg, 20, 0, 'o', 'd', 'd', 0xff, 0, 7);
    byte[] end = SampleImages.insert(jpeg, jpeg.length - 2, 0xff, 0xfe, 0, 2, 'o');

    assertThat(jpeg[20]).isEqualTo((byte) 0xff);
    assertThatCode(() -> probeAndCheck(odd)).doesNotThrowAnyException();
    assertThat(refusal(end)).hasMessageContaining("no marker at byte " + (jpeg.length + 2));
  }

  @Test
  void markersInsideTheImageDataAreCorrupt() {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 90), 0.9f);
    jpeg[jpeg.length - 100] = (byte) 0xff;
    jpeg[jpeg.length - 99] = (byte) 0xf7;

    assertThat(refusal(jpeg)).hasMessageContaining("0xFFF7");
  }

  private static void probeAndCheck(byte[] bytes) throws DecodeException {
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(bytes), DecodeLimits.DEFAULT);
    IntegrityCheck.check(SampleImages.direct(bytes), header);
  }

  private static DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> probeAndCheck(bytes));
  }
}
