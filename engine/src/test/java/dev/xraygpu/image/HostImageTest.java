package dev.xraygpu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class HostImageTest {
  @Test
  void pixelsAreRowsOfLittleEndianNumbers() {
    byte[] bytes = {1, 2, 3, 4, 5, 6, (byte) 0xff, (byte) 0xff, 0, (byte) 0x80, 11, 12};
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    HostImage u16 = new HostImage(PixelType.U16, new Size(3, 2), memory);
    assertThat(SyntheticImages.values(u16))
        .containsExactly(0x0201, 0x0403, 0x0605, 65_535, 0x8000, 0x0c0b);
    assertThat(u16.get(2, 1)).isEqualTo(0x0c0b);
    HostImage u8 = new HostImage(PixelType.U8, new Size(4, 2), memory);
    assertThat(SyntheticImages.values(u8)).containsExactly(1, 2, 3, 4, 5, 6, 255, 255);
    assertThat(u8.get(2, 1)).isEqualTo(255);
  }

  @Test
  void positionAndLimitOfTheMemoryMeanNothing() {
    ByteBuffer memory = ByteBuffer.allocate(20);
    memory.put(0, (byte) 9).position(7).limit(8);
    HostImage image = new HostImage(PixelType.U8, new Size(5, 3), memory);
    assertThat(image.get(0, 0)).isEqualTo(9);
    assertThat(image.bytes().position()).isZero();
    assertThat(image.bytes().remaining()).isEqualTo(15);
    assertThat(memory.position()).isEqualTo(7);
    assertThat(memory.limit()).isEqualTo(8);
    image.bytes().get(new byte[15]);
    assertThat(image.bytes().remaining()).isEqualTo(15);
  }

  @Test
  void tooSmallMemoryIsRefused() {
    assertThatThrownBy(() -> new HostImage(PixelType.U16, new Size(5, 5), ByteBuffer.allocate(49)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5x5")
        .hasMessageContaining("50")
        .hasMessageContaining("49");
    assertThatThrownBy(
            () -> new HostImage(PixelType.U8, Size.square(100_000), ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000000000");
  }

  @Test
  void aCopyHasItsOwnMemory() {
    HostImage image = SyntheticImages.noise(PixelType.U16, new Size(13, 7), 1);
    HostImage copy = image.copy();
    assertThat(SyntheticImages.values(copy)).isEqualTo(SyntheticImages.values(image));
    SyntheticImages.set(copy, 0, 0, image.get(0, 0) ^ 1);
    assertThat(copy.get(0, 0)).isNotEqualTo(image.get(0, 0));
  }

  @Test
  void sizesInBytesAndPixels() {
    assertThat(HostImage.bytesFor(PixelType.U16, Size.square(100_000))).isEqualTo(20_000_000_000L);
    HostImage image = HostImage.allocate(PixelType.U16, new Size(3, 5));
    assertThat(image.byteSize()).isEqualTo(30);
    assertThat(image.pixelCount()).isEqualTo(15);
    assertThat(SyntheticImages.values(image)).containsOnly(0);
  }

  @Test
  void pixelTypes() {
    assertThat(PixelType.ofBits(8)).isEqualTo(PixelType.U8);
    assertThat(PixelType.ofBits(16)).isEqualTo(PixelType.U16);
    assertThatThrownBy(() -> PixelType.ofBits(12)).hasMessageContaining("12");
    assertThat(PixelType.U8.bins()).isEqualTo(256);
    assertThat(PixelType.U16.bins()).isEqualTo(65_536);
    assertThat(PixelType.U16.bits()).isEqualTo(16);
  }
}
