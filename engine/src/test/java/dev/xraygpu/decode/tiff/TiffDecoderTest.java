package dev.xraygpu.decode.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
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

  /** As Photoshop 7 writes strips. */
  @Test
  void aByteOfLzwThatNoPixelHasIsLeftOut() throws DecodeException {
    for (int height : new int[] {8, 7}) {
      int[] values = new SplittableRandom(5).ints(50L * height, 0, 200).toArray();
      List<byte[]> strips = new TiffWriter(50, height, 1, 8, 1, values).strips(4).blocks();
      byte[][] data = new byte[strips.size()][];
      for (int i = 0; i < data.length; i++) {
        byte[] strip = strips.get(i);
        data[i] = TiffWriter.lzw(Arrays.copyOf(strip, strip.length + 1), false);
      }
      TiffWriter tiff =
          new TiffWriter(50, height, 1, 8, 1, values).strips(4).compression(TiffWriter.LZW);

      HostImage image = decode(tiff.data(data).toBytes()).image();

      for (int i = 0; i < values.length; i++) {
        assertThat(image.get(i % 50, i / 50)).isEqualTo(values[i]);
      }
    }
  }

  /** As libtiff wrote them before version 4.2, where the last string is one that adds a bit. */
  @Test
  void lzwMayEndWithACodeThatIsABitShorter() throws DecodeException {
    for (boolean lowestFirst : new boolean[] {false, true}) {
      for (int width : new int[] {253, 254, 255, 256, 765, 766, 767, 768, 1789, 1790, 1791, 1792}) {
        TiffWriter.LzwEncoder encoder = new TiffWriter.LzwEncoder(lowestFirst).put(256);
        for (int i = 1; i < width; i++) {
          encoder.literal(i % 251);
        }
        byte[] data = encoder.put(width % 251).put(257).end();

        byte[] tiff =
            new TiffWriter(width, 1, 1, 8, 1, new int[width])
                .compression(TiffWriter.LZW)
                .data(data)
                .toBytes();
        HostImage image = decode(tiff).image();

        for (int i = 1; i <= width; i++) {
          assertThat(image.get(i - 1, 0)).isEqualTo(i % 251);
        }
      }
    }
  }

  @Test
  void tilesMayHaveTheTagsOfStrips() throws DecodeException {
    int[] values = new SplittableRandom(6).ints(50 * 40, 0, 256).toArray();
    TiffWriter tiles = new TiffWriter(50, 40, 1, 8, 1, values).tiles(16, 16);
    byte[] named = tiles.toBytes();
    int number = tiles.blocks().size();
    long[] counts = new long[number];
    Arrays.fill(counts, 256);
    long[] offsets = LongStream.range(0, number).map(i -> 8 + 256 * i).toArray();

    byte[] early = tiles.field(324).field(325).field(273, offsets).field(279, counts).toBytes();

    assertThat(decode(early).image().bytes()).isEqualTo(decode(named).image().bytes());
  }

  /** Such as a camera's 4:2:2, of which two pixels side by side have 4 bytes. */
  @Test
  void chromaMayBeOnceForSeveralPixels() throws DecodeException {
    TiffWriter tiff = new TiffWriter(5, 3, 3, 8, 6, new int[45]);
    byte[] shared = tiff.field(530, 2, 1).data(new byte[3 * 3 * 4]).toBytes();
    byte[] lacking = tiff.data(new byte[3 * 3 * 4 - 2]).toBytes();
    byte[] more = tiff.field(530).data(new byte[3 * 2 * 6]).toBytes();

    assertThat(decode(shared).decoding()).isEqualTo(Decoding.LEFT);
    assertThat(decode(more).decoding()).as("2 and 2 pixels").isEqualTo(Decoding.LEFT);
    assertThat(catchThrowable(() -> decode(lacking))).hasMessageContaining("has 34 of 36 bytes");
    assertThat(catchThrowable(() -> decode(tiff.field(530, 2, 0).toBytes())))
        .hasMessageContaining("tag 530");
    byte[] apart = new TiffWriter(4, 4, 3, 8, 6, new int[48]).planes().field(530, 2, 2).toBytes();
    assertThat(catchThrowable(() -> decode(apart))).hasMessageContaining("has no decoder");
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
