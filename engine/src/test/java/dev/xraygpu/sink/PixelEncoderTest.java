package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PixelEncoderTest {
  private static final Normalization NONE = new Normalization.None();
  private static final Normalization FIXED = new Normalization.Fixed(0.4823, 0.2217);

  /** Every value of a type, once, in order. */
  private static HostImage everyValue(PixelType type) {
    Size size = new Size(256, type.bins() / 256);
    return SyntheticImages.of(type, size, (x, y) -> y * 256 + x);
  }

  private static ByteBuffer encode(PixelType from, ElementType to, Normalization normalization) {
    HostImage image = everyValue(from);
    PixelEncoder encoder = PixelEncoder.of(from, to, normalization);
    ByteBuffer target = ByteBuffer.allocate(encoder.encodedBytes(from.bins()) + 10).position(3);
    encoder.encode(image.pixels(), image.pixelCount(), target);
    assertThat(target.position()).isEqualTo(3 + from.bins() * to.bytes());
    return target.flip().position(3).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void scaledValues(PixelType type) {
    ByteBuffer elements = encode(type, ElementType.FLOAT32, NONE);
    for (int value = 0; value < type.bins(); value++) {
      assertThat(elements.getFloat(4 * value)).isEqualTo((float) value / type.maxValue());
    }
    assertThat(elements.getFloat(0)).isZero();
    assertThat(elements.getFloat(4 * type.maxValue())).isEqualTo(1f);
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void normalisedValuesAreSinglePrecisionStepByStep(PixelType type) {
    ByteBuffer elements = encode(type, ElementType.FLOAT32, FIXED);
    ByteBuffer halves = encode(type, ElementType.FLOAT16, FIXED);
    for (int value = 0; value < type.bins(); value++) {
      float scaled = (float) value / (float) type.maxValue();
      float centred = scaled - (float) 0.4823;
      float expected = centred / (float) 0.2217;
      assertThat(elements.getFloat(4 * value)).isEqualTo(expected);
      assertThat(halves.getShort(2 * value)).isEqualTo(HalfPrecision.of(expected));
    }
  }

  @Test
  void integersKeepThePixel() {
    ByteBuffer u8 = encode(PixelType.U8, ElementType.UINT8, NONE);
    ByteBuffer u16 = encode(PixelType.U16, ElementType.UINT16, NONE);
    for (int value = 0; value < 256; value++) {
      assertThat(u8.get(value) & 0xff).isEqualTo(value);
    }
    for (int value = 0; value < 65_536; value++) {
      assertThat((int) u16.getChar(2 * value)).isEqualTo(value);
    }
  }

  @Test
  void eightBitsBecomeSixteen() {
    ByteBuffer elements = encode(PixelType.U8, ElementType.UINT16, NONE);
    for (int value = 0; value < 256; value++) {
      assertThat((int) elements.getChar(2 * value)).isEqualTo(value * 257);
    }
  }

  @Test
  void sixteenBitsAreRoundedToEight() {
    ByteBuffer elements = encode(PixelType.U16, ElementType.UINT8, NONE);
    for (int value = 0; value < 65_536; value++) {
      // 257 is odd, so there is no tie: the nearest multiple is the integer quotient of v + 128.
      assertThat(elements.get(value) & 0xff).isEqualTo((value + 128) / 257);
    }
  }

  @Test
  void onlyTheCountedPixelsAreEncoded() {
    HostImage image = everyValue(PixelType.U8);
    ByteBuffer target = ByteBuffer.allocate(10);
    PixelEncoder.of(PixelType.U8, ElementType.UINT8, NONE).encode(image.pixels(), 7, target);
    assertThat(target.array()).containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void whatCannotBeEncodedIsRefused(PixelType type) {
    for (ElementType to : new ElementType[] {ElementType.UINT8, ElementType.UINT16}) {
      assertThatThrownBy(() -> PixelEncoder.of(type, to, FIXED))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> PixelEncoder.of(type, ElementType.FLOAT32, new Normalization.OfTrain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("training statistics");
  }
}
