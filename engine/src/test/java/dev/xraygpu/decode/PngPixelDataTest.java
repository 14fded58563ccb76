package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** PNGs whose chunks are all intact, and whose pixels are not. */
class PngPixelDataTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 20;

  private static String fault(int depth, int colorType, boolean interlaced, byte[]... pixels) {
    PngWriter png = new PngWriter(WIDTH, HEIGHT, depth, colorType, interlaced);
    for (byte[] part : pixels) {
      png.chunk("IDAT", part);
    }
    return PngPixelData.fault(ByteBuffer.wrap(png.toBytes())).orElse("none");
  }

  private static byte[] rows(int rows, int bytes) {
    byte[] data = new byte[rows * (bytes + 1)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i % (bytes + 1) == 0 ? 1 + i % 4 : i * i * 31);
    }
    return data;
  }

  private static byte[] compressed(byte[] data) {
    return PngWriter.compress(data, Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY);
  }

  @Test
  void wholePixelsHaveNoFault() {
    byte[] whole = compressed(rows(HEIGHT, WIDTH));
    assertThat(fault(8, 0, false, whole)).isEqualTo("none");
    assertThat(
            fault(
                8,
                0,
                false,
                Arrays.copyOf(whole, 50),
                new byte[0],
                Arrays.copyOfRange(whole, 50, whole.length)))
        .isEqualTo("none");
    assertThat(fault(16, 2, false, compressed(rows(HEIGHT, 6 * WIDTH)))).isEqualTo("none");
    assertThat(fault(1, 3, false, compressed(rows(HEIGHT, 5)))).isEqualTo("none");
    // What follows behind the last row changes no pixel.
    assertThat(fault(8, 0, false, compressed(rows(HEIGHT + 3, WIDTH)))).isEqualTo("none");
  }

  @Test
  void rowsMayBeMissing() {
    assertThat(fault(8, 0, false, compressed(rows(13, WIDTH))))
        .isEqualTo("the compressed pixels end after 13 rows of 20");
    assertThat(fault(8, 4, false, compressed(rows(13, 2 * WIDTH))))
        .isEqualTo("the compressed pixels end after 13 rows of 20");
    assertThat(fault(8, 0, false)).isEqualTo("the compressed pixels end after 0 rows of 20");
  }

  @Test
  void dataWithoutAnEndAreAFaultBehindMoreThanThePixels() {
    byte[] more = compressed(rows(HEIGHT + 3, WIDTH));
    assertThat(fault(8, 0, false, Arrays.copyOf(more, more.length - 4)))
        .isEqualTo("the compressed pixels' checksum is missing");
  }

  @Test
  void pixelsEndAtAnotherChunk() {
    byte[] whole = compressed(rows(HEIGHT, WIDTH));
    PngWriter png = new PngWriter(WIDTH, HEIGHT, 8, 0, false);
    png.chunk("IDAT", new byte[0]).chunk("tEXt", new byte[9]).chunk("IDAT", whole);
    assertThat(PngPixelData.fault(ByteBuffer.wrap(png.toBytes())))
        .contains(
            "the compressed pixels end after 0 rows of 20: chunk tEXt lies among the pixel chunks");
    png = new PngWriter(WIDTH, HEIGHT, 8, 0, false);
    png.chunk("IDAT", compressed(rows(13, WIDTH))).chunk("tEXt", new byte[9]);
    assertThat(PngPixelData.fault(ByteBuffer.wrap(png.toBytes())))
        .contains("the compressed pixels end after 13 rows of 20");
  }

  @Test
  void passesOfAnInterlacedImageAreFollowed() {
    // Passes of 37x20: 3 rows of 5, 3 of 5, 2 of 10, 5 of 9, 5 of 19, 10 of 18, 10 of 37.
    ByteArrayOutputStream passes = new ByteArrayOutputStream();
    int[][] shapes = {{3, 5}, {3, 5}, {2, 10}, {5, 9}, {5, 19}, {10, 18}, {10, 37}};
    for (int[] shape : shapes) {
      passes.writeBytes(new byte[shape[0] * (shape[1] + 1)]);
    }
    byte[] all = passes.toByteArray();
    assertThat(fault(8, 0, true, compressed(all))).isEqualTo("none");
    assertThat(fault(8, 0, true, compressed(Arrays.copyOf(all, all.length - 1))))
        .isEqualTo("the compressed pixels end after 37 rows of its passes");
  }

  @Test
  void compressedBytesMayBeDamaged() {
    byte[] whole = compressed(rows(HEIGHT, WIDTH));
    byte[] checksum = whole.clone();
    checksum[checksum.length - 1] ^= 1;
    assertThat(fault(8, 0, false, checksum)).contains("damaged", "incorrect data check");
    assertThat(fault(8, 0, false, Arrays.copyOf(whole, whole.length - 4)))
        .isEqualTo("the compressed pixels' checksum is missing");
    byte[] header = whole.clone();
    header[0] = 0;
    assertThat(fault(8, 0, false, header)).contains("damaged");
  }

  @Test
  void filtersMayBeUnknown() {
    byte[] rows = rows(HEIGHT, WIDTH);
    rows[7 * (WIDTH + 1)] = 9;
    assertThat(fault(8, 0, false, compressed(rows))).isEqualTo("row 7 has the unknown filter 9");
  }
}
