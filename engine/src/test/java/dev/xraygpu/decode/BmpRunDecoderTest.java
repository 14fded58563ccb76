package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole images come from the JDK's BMP writer, single codes are written out here. */
class BmpRunDecoderTest {
  private final Decoders decoders = new Decoders(List.of(new BmpRunDecoder()));

  @ParameterizedTest
  @ValueSource(ints = {61, 64, 300})
  void readsWhatAWriterMakes(int width) throws DecodeException {
    BufferedImage image = paletteImage(width, 37);

    HostImage decoded = decode(written(image));

    for (int y = 0; y < 37; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(decoded.get(x, y)).as("%d,%d", x, y).isEqualTo(image.getRGB(x, y) & 255);
      }
    }
  }

  @Test
  void padding() throws DecodeException {
    assertRows(runs(5, 1, 0, 0, 5, 2, 0, 1), "22222 11111");
    assertRows(runs(8, 1, 0, 0, 0, 7, 1, 2, 0, 1, 2, 0, 1, 0, 0, 1), "12012 11111");
    DecodeException damaged = refusal(runs(5, 1, 0, 0, 9, 0, 0, 1));
    assertThat(damaged.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(damaged).hasMessageContaining("row 1 from below 9 pixels or more");
  }

  @Test
  void pixelsThatCodesPassOverHaveTheFirstColor() throws DecodeException {
    assertRows(runs(2, 1, 0, 2, 1, 1, 2, 2, 0, 1), "00022 11000");
    assertRows(runs(2, 1, 0, 0, 3, 2, 0, 0, 0, 1), "22200 11000");
    assertRows(runs(0, 0, 0, 0, 0, 1), "00000 00000");
  }

  @Test
  void codesThatEndBeforeTheLastPixelAreTruncated() {
    assertTruncated(runs(5, 1, 0, 1), "end in row 1 of 2");
    assertTruncated(runs(5, 1, 0, 0, 0, 1), "end in row 2 of 2, behind 0 of 5 pixels");
    assertTruncated(runs(5, 1, 0, 0, 4, 2, 0, 1), "end in row 2 of 2, behind 4 of 5 pixels");
  }

  @Test
  void stepsOverTheLastPixelAreTruncated() {
    assertTruncated(runs(2, 1, 0, 2, 1, 2, 0, 1), "to column 4 of row 3, in an image of 5x2");
    assertTruncated(runs(2, 1, 0, 2, 3, 1, 0, 1), "to column 6 of row 2, in an image of 5x2");
  }

  /** The JDK's writer of RLE4 makes files that neither it nor another program reads. */
  @Test
  void codesOfFourBitsStandForTwoPixelsInTurn() throws DecodeException {
    byte[] bmp = runs(5, 0x12, 0, 0, 0, 5, 0x21, 0x02, 0x10, 0, 0, 1);
    bmp[28] = 4;
    bmp[30] = 2;
    assertRows(bmp, "21021 12121");
  }

  @Test
  void everyCutIsFound() {
    byte[] whole = runs(5, 1, 0, 0, 5, 2, 0, 1);
    for (int length = 15; length < whole.length - 2; length++) {
      assertThat(refusal(Arrays.copyOf(whole, length)).code()).isEqualTo(FindingCode.TRUNCATED);
    }
  }

  /** Two rows of 5 pixels with three grays; rows of a bitmap are padded to multiples of 4 bytes. */
  private static byte[] runs(int... codes) {
    ByteBuffer bmp = ByteBuffer.allocate(66 + codes.length).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(66);
    bmp.putInt(40).putInt(5).putInt(2).putShort((short) 1).putShort((short) 8).putInt(1);
    bmp.putInt(0).putInt(0).putInt(0).putInt(3).putInt(0);
    bmp.putInt(0).putInt(0x010101).putInt(0x020202);
    for (int code : codes) {
      bmp.put((byte) code);
    }
    return bmp.array();
  }

  /** Grays 0 to 2, from the top. */
  private void assertRows(byte[] bmp, String rows) throws DecodeException {
    HostImage decoded = decode(bmp);
    StringBuilder found = new StringBuilder();
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 5; x++) {
        found.append(decoded.get(x, y));
      }
      found.append(y == 0 ? " " : "");
    }
    assertThat(found).hasToString(rows);
  }

  private void assertTruncated(byte[] bmp, String message) {
    DecodeException refused = refusal(bmp);
    assertThat(refused.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refused).hasMessageContaining(message);
  }

  private static BufferedImage paletteImage(int width, int height) {
    byte[] grays = new byte[256];
    for (int i = 0; i < 256; i++) {
      grays[i] = (byte) i;
    }
    IndexColorModel palette = new IndexColorModel(8, 256, grays, grays, grays);
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // Runs of all lengths, and parts without any.
        image.getRaster().setSample(x, y, 0, (y % 3 == 0 ? x * 7 + y : x * y / 50) % 256);
      }
    }
    return image;
  }

  private static byte[] written(BufferedImage image) {
    return SampleImages.written(image, "bmp", "BI_RLE8");
  }

  private HostImage decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    decoders.decode(file, header, target, DecodeVerification.QUICK);
    return target;
  }

  private DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> decode(bytes));
  }
}
