package dev.xraygpu.decode.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.RandomTiff;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.decode.TiffWriter;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The expected pixels follow from how the files are made. */
class TiffDecoderTest {
  private final TiffDecoder decoder = new TiffDecoder();

  private record Decoded(ImageHeader header, HostImage image, Decoding decoding) {}

  private Decoded decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    Decoding decoding = decoder.decode(file, header, target);
    assertThat(file.position()).isZero();
    assertThat(file.limit()).isEqualTo(bytes.length);
    return new Decoded(header, target, decoding);
  }

  @Test
  void readsWhatWasWritten() throws DecodeException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3000; i++) {
      RandomTiff tiff = RandomTiff.of(random);

      Decoded decoded = decode(tiff.file());

      assertThat(decoded.decoding().done()).as(tiff.kind()).isTrue();
      assertThat(decoded.image().type()).as(tiff.kind()).isEqualTo(tiff.gray().type());
      assertThat(decoded.image().size()).as(tiff.kind()).isEqualTo(tiff.gray().size());
      assertThat(decoded.image().bytes().equals(tiff.gray().bytes())).as(tiff.kind()).isTrue();
      assertThat(decoded.decoding().colored()).as(tiff.kind()).hasValue(tiff.colored());
    }
  }

  @Test
  void anImageThatFillsItsBuffersManyTimesIsWhole() throws DecodeException {
    int width = 1300;
    int height = 700;
    int[] values = new int[width * height];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < values.length; i++) {
      // Long strings, short ones, and noise.
      values[i] = i % 300_000 < 100_000 ? 7 : i % 300_000 < 200_000 ? i / 9 : random.nextInt(65536);
      values[i] &= 0xffff;
    }
    HostImage expected = HostImage.allocate(PixelType.U16, new Size(width, height));
    for (int i = 0; i < values.length; i++) {
      expected.pixels().putChar(2 * i, (char) values[i]);
    }
    for (int compression : new int[] {TiffWriter.LZW, TiffWriter.DEFLATE, TiffWriter.PACK_BITS}) {
      byte[] file =
          new TiffWriter(width, height, 1, 16, 1, values).compression(compression).toBytes();

      assertThat(decode(file).image().bytes().equals(expected.bytes()))
          .as("compression %d", compression)
          .isTrue();
    }
  }

  /** All zeros make each string one byte longer than the one before. */
  @Test
  void stringsOfAnyLengthAreWritten() throws DecodeException {
    int side = 3000;
    byte[] file =
        new TiffWriter(side, side, 1, 8, 0, new int[side * side])
            .compression(TiffWriter.LZW)
            .toBytes();

    HostImage image = decode(file).image();

    assertThat(file.length).isLessThan(20_000);
    for (int i = 0; i < side * side; i++) {
      if (image.pixels().get(i) != (byte) 255) {
        assertThat(i).as("a pixel that is not white").isNegative();
      }
    }
  }

  @Test
  void transparencyAndFurtherSamplesAreLeftOut() throws DecodeException {
    int[] values = {10, 200, 90, 0, 255, 255, 255, 1};
    byte[] rgba = new TiffWriter(2, 1, 4, 8, 2, values).field(338, 2).toBytes();
    byte[] gray =
        new TiffWriter(4, 1, 2, 16, 1, new int[] {1, 0, 257, 0, 999, 7, 65535, 9}).toBytes();

    assertThat(decode(rgba).image().get(0, 0))
        .isEqualTo((4899 * 10 + 9617 * 200 + 1868 * 90 + 8192) >> 14);
    assertThat(decode(rgba).image().get(1, 0)).isEqualTo(255);
    assertThat(decode(gray).header().pixelType()).isEqualTo(PixelType.U16);
    assertThat(decode(gray).image().get(1, 0)).isEqualTo(257);
    assertThat(decode(gray).image().get(3, 0)).isEqualTo(65_535);
  }

  @Test
  void aStripOfMoreRowsThanTheImageHasAllOfThem() throws DecodeException {
    byte[] file =
        new TiffWriter(3, 2, 1, 8, 1, new int[] {1, 2, 3, 4, 5, 6})
            .field(278, 4294967295L)
            .toBytes();
    byte[] without =
        new TiffWriter(3, 2, 1, 8, 1, new int[] {1, 2, 3, 4, 5, 6}).field(278).toBytes();

    assertThat(decode(file).image().get(2, 1)).isEqualTo(6);
    assertThat(decode(without).image().get(2, 1)).isEqualTo(6);
  }

  @Test
  void otherKindsAreLeft() throws DecodeException {
    int[] values = new int[4 * 30 * 20];
    TiffWriter cmyk = new TiffWriter(30, 20, 4, 8, 5, values).compression(TiffWriter.LZW);

    assertThat(decode(cmyk.toBytes()).decoding()).as("inks").isEqualTo(Decoding.LEFT);
    assertThat(decode(new TiffWriter(30, 20, 3, 8, 6, values).toBytes()).decoding())
        .as("luma and chroma")
        .isEqualTo(Decoding.LEFT);
    assertThat(decode(SampleImages.written(SampleImages.gray(30, 20), "tiff", "JPEG")).decoding())
        .as("JPEG")
        .isEqualTo(Decoding.LEFT);
    // libtiff guesses where the data of a single strip end.
    assertThat(
            decode(
                    new TiffWriter(30, 20, 1, 8, 1, values)
                        .compression(TiffWriter.LZW)
                        .field(279, 0)
                        .toBytes())
                .decoding())
        .as("no length")
        .isEqualTo(Decoding.LEFT);
  }
}
