package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenCV would show wrong pixels of. */
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
  @ValueSource(ints = {40, 52})
  void unusualMasksThatNobodyWouldObeyAreRefused(int headerBytes) throws DecodeException {
    assertThat(parse(masked(headerBytes, 0xff0000, 0xff00, 0xff, 66)).size())
        .isEqualTo(new Size(7, 5));

    ByteBuffer mirrored = masked(headerBytes, 0xff, 0xff00, 0xff0000, 66);
    ByteBuffer shifted = masked(headerBytes, 0xff000000, 0xff0000, 0xff00, 66);
    ByteBuffer tenBits = masked(headerBytes, 0x3ff00000, 0xffc00, 0x3ff, 66);
    for (ByteBuffer bmp : new ByteBuffer[] {mirrored, shifted, tenBits}) {
      assertThatThrownBy(() -> parse(bmp))
          .isInstanceOfSatisfying(
              DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.UNSUPPORTED))
          .hasMessageContaining("unusual bit fields");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 108, 124})
  void masksOfLongerHeadersAreObeyed(int headerBytes) throws DecodeException {
    assertThat(parse(masked(headerBytes, 0xff, 0xff00, 0xff0000, 140)).bitsPerPixel())
        .isEqualTo(32);
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
