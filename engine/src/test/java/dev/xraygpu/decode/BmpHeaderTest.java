package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks, places and kinds in the headers of bitmaps. */
class BmpHeaderTest {
  private static final int BEHIND_SHORT_HEADER = 54;

  /** 7 x 5 pixels of 32 bits with masks, whose places are the same whatever the header's length. */
  private static ByteBuffer masked(int headerBytes, int red, int green, int blue, int pixelsAt) {
    ByteBuffer bmp = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put(0, (byte) 'B').put(1, (byte) 'M').putInt(2, 300).putInt(10, pixelsAt);
    bmp.putInt(14, headerBytes).putInt(18, 7).putInt(22, 5);
    bmp.putShort(26, (short) 1).putShort(28, (short) 32).putInt(30, BmpHeader.BIT_FIELDS);
    return bmp.putInt(BEHIND_SHORT_HEADER, red).putInt(58, green).putInt(62, blue);
  }

  private static BmpHeader parse(ByteBuffer bmp) throws DecodeException {
    return BmpHeader.parse(bmp, DecodeLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 52, 56, 108, 124})
  void masksAreFoundWhereverTheyAre(int headerBytes) throws DecodeException {
    assertThat(parse(masked(headerBytes, 0xff, 0xff00, 0xff0000, 140)).masks())
        .isEqualTo(new BmpMasks(0xff, 0xff00, 0xff0000));
    assertThat(parse(masked(headerBytes, 0xff000000, 0xff0000, 0xff00, 140)).masks())
        .isEqualTo(new BmpMasks(0xff000000L, 0xff0000, 0xff00));
    assertThat(parse(masked(headerBytes, 0x3ff00000, 0, 0x3ff, 140)).masks())
        .isEqualTo(new BmpMasks(0x3ff00000, 0, 0x3ff));
  }

  @Test
  void masksThatCannotBeAreRefused() {
    assertThatThrownBy(() -> parse(masked(40, 0, 0, 0, 66)))
        .hasMessage("corrupt BMP: its bit fields are 0, 0 and 0 of 32 bits");
    assertThatThrownBy(() -> parse(masked(40, 0xff00, 0x1ff, 0, 66)))
        .hasMessageContaining("its bit fields are ff00, 1ff and 0");
    assertThatThrownBy(() -> parse(masked(40, 0xff00, 0xa5, 0, 66)))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.UNSUPPORTED))
        .hasMessageContaining("apart from each other");
    ByteBuffer sixteenBits = masked(40, 0x1f000, 0xf00, 0xf, 66).putShort(28, (short) 16);
    assertThatThrownBy(() -> parse(sixteenBits)).hasMessageContaining("of 16 bits");
  }

  @ParameterizedTest
  @CsvSource({
    "40, 0, 4, BMP with a JPEG in place of pixels has no decoder",
    "40, 0, 5, BMP with a PNG in place of pixels has no decoder",
    "40, 24, 4, BMP with 24 bits a pixel and compression 4 has no decoder",
    "40, 2, 0, BMP with 2 bits a pixel and compression 0 has no decoder",
    "16, 8, 0, BMP of OS/2 2.x with a header of 16 bytes has no decoder"
  })
  void kindsWithoutADecoderAreNamed(int headerBytes, int bits, int compression, String message) {
    ByteBuffer bmp = masked(headerBytes, 0, 0, 0, 66);
    bmp.putShort(28, (short) bits).putInt(30, compression);
    assertThatThrownBy(() -> parse(bmp))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.UNSUPPORTED))
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 14, 53})
  void pixelsThatBeginInsideOfTheHeaderAreRefused(int pixelsAt) {
    assertThatThrownBy(() -> parse(masked(40, 0xff0000, 0xff00, 0xff, pixelsAt)))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.UNREADABLE))
        .hasMessageContaining("byte " + pixelsAt + ", inside of the header");
  }

  @Test
  void pixelsMayFollowTheHeaderAtOnce() throws DecodeException {
    assertThat(parse(masked(40, 0xff0000, 0xff00, 0xff, 54)).pixelOffset()).isEqualTo(54);
  }
}
