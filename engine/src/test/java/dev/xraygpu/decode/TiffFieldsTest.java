package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Directories that damage or a careless writer left. */
class TiffFieldsTest {
  private static TiffWriter gray() {
    return new TiffWriter(4, 3, 1, 8, 1, new int[12]);
  }

  private static TiffWriter rgb() {
    return new TiffWriter(4, 3, 3, 8, 2, new int[36]);
  }

  private static DecodeException refusal(TiffWriter writer) {
    return refusal(writer.toBytes());
  }

  private static DecodeException refusal(byte[] file) {
    return catchThrowableOfType(
        DecodeException.class,
        () ->
            IntegrityCheck.check(
                SampleImages.direct(file),
                HeaderProbe.probe(SampleImages.direct(file), DecodeLimits.DEFAULT)));
  }

  private static void assertUnreadable(TiffWriter writer, String message) {
    DecodeException refusal = refusal(writer);
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
  }

  @Test
  void whatIsWholeIsNotRefused() {
    assertThat(refusal(gray())).isNull();
    assertThat(refusal(rgb())).isNull();
    assertThat(refusal(rgb().field(258, 8))).as("one depth for all samples").isNull();
    assertThat(refusal(gray().field(279))).as("no count of the one strip's bytes").isNull();
  }

  @Test
  void fieldsOfOneNumberHaveOne() {
    assertUnreadable(gray().field(277, 1, 1), "its tag 277 has 2 values");
    assertUnreadable(gray().field(278, 1, 2, 3), "its tag 278 has 3 values");
  }

  @Test
  void choicesAreOneOfThose() {
    assertUnreadable(gray().field(284, 3), "its tag 284 has the value 3");
    assertUnreadable(gray().field(266, 0), "its tag 266 has the value 0");
  }

  @Test
  void eachSampleHasItsDepth() {
    assertUnreadable(rgb().field(258, 8, 8), "its tag 258 has 2 values");
    assertThat(refusal(rgb().field(258, 8, 8, 16)))
        .hasMessageContaining("samples of different depths");
    assertThat(refusal(rgb().field(339, 1, 1, 2))).hasMessageContaining("signed samples");
    assertUnreadable(rgb().field(339, 1, 1), "its tag 339 has 2 values");
  }

  @Test
  void colorsHaveAllChannels() {
    assertUnreadable(gray().field(262, 2), "have 1 of 3 samples");
  }

  @Test
  void extraSamplesAreKnownAndNotTooMany() {
    assertUnreadable(gray().field(338, 0, 0), "its tag 338 has 2 values");
    assertUnreadable(gray().field(338, 7), "its tag 338 has the value 7");
  }

  @Test
  void palettesHaveAllColors() {
    assertUnreadable(
        gray().field(262, 3).field(320, 1, 2, 3), "its palette has 1 colours, not 256");
    assertUnreadable(gray().field(262, 3), "its palette has 0 colours, not 256");
  }

  @Test
  void tilesHaveTwoSides() {
    assertUnreadable(gray().field(323, 16), "one of how wide and how long its tiles are");
    assertUnreadable(gray().field(323, 0).field(322, 16), "it declares tiles of 16x0");
  }

  @Test
  void stripsHaveAPlaceAndALength() {
    assertUnreadable(gray().strips(1).field(279), "it says how many bytes 0 of its 3");
    assertUnreadable(gray().strips(1).field(279, 4, 4), "it says how many bytes 2 of its 3");
    assertUnreadable(gray().strips(1).field(279, 4, 0, 4), "strip or tile 1 has 0 of 4 bytes");
    assertUnreadable(gray().strips(1).field(273, 8, 12), "it places 2 of its 3");
    assertUnreadable(gray().field(273, 7), "strip or tile 0 is declared at byte 7");
    assertUnreadable(gray().field(278, 0), "strips of no rows");
    assertUnreadable(gray().tiles(16, 16).field(325, 300), "strip or tile 0 has 300 of 256 bytes");
    assertThat(refusal(gray().field(273, 1000)).code()).isEqualTo(FindingCode.TRUNCATED);
  }

  @Test
  void theCountOfTheOnlyStripMayGoBeyondTheEnd() {
    assertThat(refusal(gray().field(279, 5000))).isNull();
    assertThat(refusal(gray().field(279, 0xffff_ffffL))).isNull();
    assertThat(refusal(gray().compression(TiffWriter.LZW).field(279, 5000)).code())
        .isEqualTo(FindingCode.TRUNCATED);
    // libtiff reads none of these either.
    assertThat(refusal(gray().strips(1).field(279, 4, 4, 5000)).code())
        .isEqualTo(FindingCode.TRUNCATED);
    byte[] whole = gray().field(279, 5000).toBytes();
    assertThat(refusal(gray().field(279, 5000).field(273, whole.length - 5)).code())
        .isEqualTo(FindingCode.TRUNCATED);
  }

  @Test
  void theCountOfTheOnlyStripMayBeTooSmallWhereAllPixelsAreThere() {
    assertThat(refusal(gray().field(279, 5))).isNull();
    assertThat(refusal(gray().big().field(279, 1))).isNull();
    // Libtiff reads these, too: parts of the directory would become pixels.
    assertUnreadable(gray().data(new byte[5]), "strip or tile 0 has 5 of 12 bytes");
    assertUnreadable(gray().big().data(new byte[5]), "strip or tile 0 has 5 of 12 bytes");
    // Nothing of what follows may be the values of a field, or another directory.
    assertThat(refusal(withValuesAt(3, gray().field(279, 5)))).isNull();
    assertThat(refusal(withValuesAt(4, gray().field(279, 5))))
        .hasMessageContaining("strip or tile 0 has 5 of 12 bytes");
    assertThat(refusal(withValuesAt(19, gray().field(279, 5))))
        .hasMessageContaining("strip or tile 0 has 5 of 12 bytes");
    assertThat(refusal(withValuesAt(20, gray().field(279, 5)))).isNull();
    assertUnreadable(gray().field(279, 5).field(34665, 400), "strip or tile 0 has 5 of 12 bytes");
    assertThat(refusal(withAnotherDirectory(gray().field(279, 5))))
        .hasMessageContaining("strip or tile 0 has 5 of 12 bytes");
    // None of these has one strip without compression.
    assertUnreadable(gray().strips(1).field(279, 4, 3, 4), "strip or tile 1 has 3 of 4 bytes");
    assertUnreadable(gray().tiles(16, 16).field(325, 200), "strip or tile 0 has 200 of 256 bytes");
  }

  /** A file with a field of another program's, whose five numbers are at a place of their own. */
  private static byte[] withValuesAt(int place, TiffWriter writer) {
    byte[] file = writer.field(60000, 1, 2, 3, 4, 5).toBytes();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(4) + 2;
    while (bytes.getChar(at) != 60000) {
      at += 12;
    }
    bytes.putInt(at + 8, place);
    return file;
  }

  /** A file that says that a second directory follows the first one. */
  private static byte[] withAnotherDirectory(TiffWriter writer) {
    byte[] file = writer.toBytes();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(4);
    bytes.putInt(directory + 2 + 12 * bytes.getChar(directory), 400);
    return file;
  }

  @Test
  void predictorsAreThoseThatFit() {
    TiffWriter writer = gray().compression(TiffWriter.LZW);

    assertThat(refusal(writer.field(317, 2))).isNull();
    assertThat(refusal(writer.field(317, 3)).code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal(new TiffWriter(4, 3, 1, 12, 1, new int[12]).compression(5).field(317, 2)))
        .hasMessageContaining("predictor 2 of 12-bit samples");
  }

  @Test
  void unknownCompressionIsUnsupported() {
    DecodeException refusal = refusal(gray().field(259, 28163));

    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("compressed with the unknown method 28163");
  }
}
