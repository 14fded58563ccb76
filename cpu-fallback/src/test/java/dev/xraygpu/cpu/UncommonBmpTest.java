package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bitmaps that programs read differently or not at all; one row each. */
class UncommonBmpTest {
  private static final int[] MASKS_565 = {0xf800, 0x7e0, 0x1f};
  private static final int[] MASKS_555 = {0x7c00, 0x3e0, 0x1f};
  // Red, green, blue and white in 5-6-5.
  private static final byte[] SIXTEEN_BITS = {0, (byte) 0xf8, (byte) 0xe0, 7, 0x1f, 0, -1, -1};
  private static final int[] THREE_GRAYS = {10, 200, 250};

  private record Decoded(HostImage image, DecodedFrame frame, boolean color) {
    static Decoded of(ByteBuffer bmp) throws DecodeException {
      byte[] bytes = new byte[bmp.limit()];
      bmp.get(0, bytes);
      OpenImage open = Decoders.load().open(SampleImages.direct(bytes), DecodeRequest.DEFAULT);
      HostImage target = HostImage.allocate(open.header().pixelType(), open.header().size());
      return new Decoded(target, open.decode(1, target), open.header().color());
    }

    int[] values() {
      return SyntheticImages.values(image);
    }
  }

  private static ByteBuffer bmp(
      int headerBytes, int bits, int compression, int width, int between, byte[] row) {
    int pixels = 14 + headerBytes + between;
    ByteBuffer bmp = ByteBuffer.allocate(pixels + row.length).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put(0, (byte) 'B').put(1, (byte) 'M').putInt(2, bmp.capacity()).putInt(10, pixels);
    bmp.putInt(14, headerBytes).putInt(18, width).putInt(22, 1);
    bmp.putShort(26, (short) 1).putShort(28, (short) bits).putInt(30, compression);
    return bmp.put(pixels, row);
  }

  private static ByteBuffer masked(int headerBytes, int[] masks) {
    ByteBuffer bmp = bmp(headerBytes, 16, 3, 4, headerBytes == 40 ? 12 : 0, SIXTEEN_BITS);
    for (int i = 0; i < 3; i++) {
      bmp.putInt(54 + 4 * i, masks[i]);
    }
    return bmp;
  }

  private static ByteBuffer ofThreeGrays(int bits, int compression, int width, byte... row) {
    ByteBuffer bmp = bmp(40, bits, compression, width, 12, row);
    bmp.putInt(46, 3);
    for (int i = 0; i < 3; i++) {
      bmp.putInt(54 + 4 * i, THREE_GRAYS[i] * 0x010101);
    }
    return bmp;
  }

  /** Values of OpenCV's Python bindings for the header of 40 bytes; Pillow's are 76 150 29 255. */
  @ParameterizedTest
  @ValueSource(ints = {40, 52, 56, 64, 108, 124})
  void masksOfSixteenBitsAreObeyedWhereverTheyAre(int headerBytes) throws DecodeException {
    Decoded decoded = Decoded.of(masked(headerBytes, MASKS_565));

    assertThat(decoded.values()).containsExactly(74, 148, 28, 250);
    assertThat(decoded.color()).isTrue();
    assertThat(decoded.frame().colored()).hasValue(3);
    assertThat(Decoded.of(masked(headerBytes, MASKS_555)).values())
        .isEqualTo(Decoded.of(masked(40, MASKS_555)).values())
        .isNotEqualTo(decoded.values());
  }

  @Test
  void sixteenBitsWithoutMasksAreFiveOfEach() throws DecodeException {
    byte[] row = {0, 0x7c, (byte) 0xe0, 3, 0x1f, 0, -1, -1};
    Decoded decoded = Decoded.of(bmp(40, 16, 0, 4, 0, row));

    assertThat(decoded.values()).containsExactly(74, 146, 28, 248);
    assertThat(Decoded.of(bmp(40, 16, 0, 2, 0, new byte[] {0x21, 4, 0x42, 8})).values())
        .containsExactly(8, 16);
  }

  /** Ten bits of each; Windows' bitmap with alpha in its own field (compression 6), too. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6})
  void masksOfThirtyTwoBitsAreObeyed(int compression) throws DecodeException {
    ByteBuffer bmp = bmp(40, 32, compression, 3, 16, new byte[12]);
    bmp.putInt(54, 0x3ff00000).putInt(58, 0xffc00).putInt(62, 0x3ff);
    bmp.putInt(70, -1).putInt(74, 0x1ff << 20 | 0x1ff << 10 | 0x1ff).putInt(78, 0x3ff00000);

    Decoded decoded = Decoded.of(bmp);

    assertThat(decoded.values()).containsExactly(255, 127, 76);
    assertThat(decoded.frame().colored()).hasValue(1);
  }

  @Test
  void rowsFromTheTopAndFromBelow() throws DecodeException {
    ByteBuffer below = bmp(40, 16, 0, 1, 0, new byte[] {-1, 127, 0, 0, 0, 0, 0, 0}).putInt(22, 2);
    assertThat(Decoded.of(below).values()).containsExactly(0, 248);
    assertThat(Decoded.of(below.putInt(22, -2)).values()).containsExactly(248, 0);
    assertThatThrownBy(() -> Decoded.of(below.putInt(22, 3)))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.TRUNCATED));
  }

  @Test
  void openCvIsNotAskedAboutBitFields() throws DecodeException {
    DecodeRequest thorough =
        new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.FULL, Rendering.DEFAULT);
    byte[] bytes = masked(40, MASKS_565).array();
    OpenImage open = Decoders.load().open(SampleImages.direct(bytes), thorough);
    HostImage target = HostImage.allocate(open.header().pixelType(), open.header().size());

    open.decode(1, target);

    assertThat(SyntheticImages.values(target)).containsExactly(74, 148, 28, 250);
  }

  /** OpenCV shows them black, Pillow as 3 and 255. */
  @Test
  void pixelsBeyondThePaletteAreCounted() throws DecodeException {
    Decoded bytes = Decoded.of(ofThreeGrays(8, 0, 5, new byte[] {0, 1, 2, 3, -1, 0, 0, 0}));
    assertThat(bytes.values()).containsExactly(10, 200, 250, 0, 0);
    assertThat(bytes.frame().notes())
        .containsExactly(
            new DecodeNote(
                FindingCode.PIXEL_VALUES_OUT_OF_RANGE,
                "2 of 5 pixels name a colour that the palette of 3 does not have, and became"
                    + " black"));

    Decoded nibbles = Decoded.of(ofThreeGrays(4, 0, 5, new byte[] {0x01, 0x2f, 0x30, 0}));
    assertThat(nibbles.values()).containsExactly(10, 200, 250, 0, 0);
    assertThat(nibbles.frame().notes()).hasSize(1);

    Decoded runs = Decoded.of(ofThreeGrays(8, 1, 5, new byte[] {3, 2, 2, 3, 0, 1}));
    assertThat(runs.values()).containsExactly(250, 250, 250, 0, 0);
    assertThat(runs.frame().notes()).isEqualTo(bytes.frame().notes());
  }

  /** Padding may hold anything. */
  @Test
  void aShortPaletteThatSufficesIsNoFault() throws DecodeException {
    Decoded decoded = Decoded.of(ofThreeGrays(8, 0, 3, new byte[] {0, 1, 2, 9}));
    assertThat(decoded.values()).containsExactly(THREE_GRAYS);
    assertThat(decoded.frame().notes()).isEmpty();
  }
}
