package dev.xraygpu.decode.tiff;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.RandomTiff;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.decode.TiffWriter;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage in the data of strips and tiles, and what somebody makes to take time or memory. */
class TiffDamageTest {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 200;

  private final TiffDecoder decoder = new TiffDecoder();

  private void decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    decoder.decode(file, header, HostImage.allocate(header.pixelType(), header.size()));
  }

  private DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> decode(bytes));
  }

  private static TiffWriter noise(int compression) {
    int[] values = new int[WIDTH * HEIGHT];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new TiffWriter(WIDTH, HEIGHT, 1, 8, 1, values).compression(compression);
  }

  @ParameterizedTest
  @ValueSource(ints = {TiffWriter.LZW, TiffWriter.DEFLATE, 32946})
  void isFoundInTheMiddle(int compression) {
    byte[] whole = noise(compression).toBytes();
    int found = 0;
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] tiff = whole.clone();
      for (int at = 200; at < 230; at++) {
        tiff[at] = (byte) random.nextInt();
      }
      DecodeException refusal = refusal(tiff);
      if (refusal != null && refusal.code() == FindingCode.UNREADABLE) {
        assertThat(refusal).hasMessageContaining("strip or tile 0 are damaged");
        found++;
      }
    }
    assertThat(found).isGreaterThan(37);
  }

  /** Colours that are left to the next decoder are followed, too. */
  @Test
  void isFoundInKindsThatAreLeft() {
    byte[] tiff =
        new TiffWriter(40, 30, 4, 8, 5, new int[4800]).compression(TiffWriter.DEFLATE).toBytes();
    assertThat(refusal(tiff)).isNull();
    tiff[20] ^= 4;

    assertThat(refusal(tiff)).hasMessageContaining("compressed data of strip or tile 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {TiffWriter.LZW, TiffWriter.DEFLATE, TiffWriter.PACK_BITS})
  void dataThatEndEarlyAreTruncated(int compression) {
    byte[] data = noise(compression).blocks().get(0);

    DecodeException refusal =
        refusal(noise(compression).data(Arrays.copyOf(data, data.length / 2)).toBytes());

    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal)
        .hasMessageContaining("compressed data of strip or tile 0 end after")
        .hasMessageContaining("of 60000 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {TiffWriter.LZW, TiffWriter.DEFLATE, TiffWriter.PACK_BITS})
  void dataThatStandForMoreThanTheStripAreDamage(int compression) {
    byte[] tiff = noise(compression).field(256, WIDTH - 1).toBytes();

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("they hold more than its 59800 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 32773})
  void everyCutIsFound(int compression) {
    byte[] whole = noise(compression).strips(17).toBytes();
    for (int percent = 1; percent < 100; percent++) {
      DecodeException refusal = refusal(Arrays.copyOf(whole, whole.length * percent / 100));

      assertThat(refusal).as("cut at %d %%", percent).isNotNull();
      assertThat(refusal.code())
          .as("cut at %d %%", percent)
          .isIn(FindingCode.TRUNCATED, FindingCode.NOT_AN_IMAGE);
    }
  }

  @Test
  void theChecksumOfDeflateIsVerified() {
    byte[] data = noise(TiffWriter.DEFLATE).blocks().get(0);
    byte[] other = data.clone();
    other[other.length - 1] ^= 1;

    assertThat(refusal(noise(TiffWriter.DEFLATE).data(other).toBytes()))
        .hasMessageContaining("damaged (incorrect data check, after");
    assertThat(
            refusal(noise(TiffWriter.DEFLATE).data(Arrays.copyOf(data, data.length - 1)).toBytes()))
        .hasMessageContaining("they end without their checksum");
    assertThat(
            refusal(noise(TiffWriter.DEFLATE).data(Arrays.copyOf(data, data.length + 9)).toBytes()))
        .as("what is behind it is padding")
        .isNull();
  }

  @Test
  void dataThatAreNotZlibsAreNamedAsZlibDoes() {
    byte[] data = noise(TiffWriter.DEFLATE).blocks().get(0);
    byte[] header = data.clone();
    header[0] = 0x79;
    byte[] dictionary = data.clone();
    dictionary[0] = 0x78;
    dictionary[1] = (byte) 0xbb;

    assertThat(refusal(noise(TiffWriter.DEFLATE).data(header).toBytes()))
        .hasMessageContaining("incorrect header check");
    assertThat(refusal(noise(TiffWriter.DEFLATE).data(dictionary).toBytes()))
        .hasMessageContaining("it asks for a dictionary");
  }

  @Test
  void lzwMustBeginWithAClearTable() {
    byte[] begun = new TiffWriter.LzwEncoder(false).put(1).put(2).put(257).end();
    byte[] never = new TiffWriter.LzwEncoder(false).put(256).put(300).put(257).end();
    byte[] early = new TiffWriter.LzwEncoder(false).put(256).put(5).put(257).end();
    byte[] right = new TiffWriter.LzwEncoder(false).put(256).put(256).put(5).put(258).end();

    assertThat(refusal(threePixels(begun))).hasMessageContaining("do not begin with the one");
    assertThat(refusal(threePixels(never))).hasMessageContaining("stands for nothing, after 0");
    assertThat(refusal(threePixels(early)).code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal(threePixels(right))).as("without an end code").isNull();
  }

  private static byte[] threePixels(byte[] lzw) {
    return new TiffWriter(3, 1, 1, 8, 1, new int[3])
        .compression(TiffWriter.LZW)
        .data(lzw)
        .toBytes();
  }

  /** Libtiff lets a table grow by 1,024 strings that have no codes, and no further. */
  @Test
  void lzwTablesDoNotGrowForEver() {
    TiffWriter.LzwEncoder encoder = new TiffWriter.LzwEncoder(false);
    encoder.put(256);
    int pixels = 0;
    for (int free = 257; free < 5118; free++) {
      encoder.literal(pixels++ & 0xff);
    }
    byte[] full = encoder.end();
    int[] values = new int[pixels];

    assertThat(refusal(lzwRow(values, full))).isNull();
    byte[] more = encoder.literal(1).literal(2).literal(3).end();
    assertThat(refusal(lzwRow(new int[pixels + 3], more)))
        .hasMessageContaining("stands for nothing");
  }

  private static byte[] lzwRow(int[] values, byte[] data) {
    return new TiffWriter(values.length, 1, 1, 8, 1, values)
        .compression(TiffWriter.LZW)
        .data(data)
        .toBytes();
  }

  @Test
  void bytesOfZeroFillPackBitsUp() {
    byte[] data = {2, 9, 8, 7, 0, 0, 0};
    byte[] more = {2, 9, 8, 7, 0, 1, 0};

    assertThat(refusal(packed(data))).isNull();
    assertThat(refusal(packed(more))).hasMessageContaining("they hold more than its 3 bytes");
  }

  private static byte[] packed(byte[] data) {
    return new TiffWriter(3, 1, 1, 8, 1, new int[3])
        .compression(TiffWriter.PACK_BITS)
        .data(data)
        .toBytes();
  }

  @Test
  void anythingGivesPixelsOrARefusal() {
    SplittableRandom random = new SplittableRandom(17);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      RandomTiff tiff = RandomTiff.of(random);
      byte[] file = tiff.file().clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      DecodeException refusal = assertTimeout(ofSeconds(60), () -> refusal(file), tiff.kind());
      if (refusal != null) {
        assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2800);
  }

  /** Thousands of strips that are all the same megabyte of codes that stand for nothing. */
  @Test
  void stripsThatShareTheirBytesAreRefusedInTime() {
    int rows = 4000;
    byte[] clears = new byte[9 * 120_000];
    for (int i = 0; i < clears.length; i += 9) {
      // Eight clear codes of nine bits.
      for (int bit = 0; bit < 72; bit += 9) {
        clears[i + bit / 8] |= (byte) (1 << (7 - bit % 8));
      }
    }
    byte[] end = new TiffWriter.LzwEncoder(false).put(7).put(257).end();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(clears);
    data.writeBytes(end);
    long[] offsets = new long[rows];
    long[] counts = new long[rows];
    Arrays.fill(offsets, 8);
    Arrays.fill(counts, data.size());
    byte[] file =
        new TiffWriter(1, rows, 1, 8, 1, new int[rows])
            .compression(TiffWriter.LZW)
            .strips(1)
            .data(data.toByteArray())
            .field(273, offsets)
            .field(279, counts)
            .toBytes();

    DecodeException refusal = assertTimeout(ofSeconds(60), () -> refusal(file));

    assertThat(refusal).hasMessageContaining("its strips or tiles share their bytes");
  }

  @Test
  void equalStripsMayShareTheirBytes() {
    byte[] data = noise(TiffWriter.DEFLATE).strips(10).blocks().get(0);
    long[] offsets = new long[20];
    long[] counts = new long[20];
    Arrays.fill(offsets, 8);
    Arrays.fill(counts, data.length);
    byte[] file =
        noise(TiffWriter.DEFLATE)
            .strips(10)
            .data(data)
            .field(273, offsets)
            .field(279, counts)
            .toBytes();

    assertThat(refusal(file)).isNull();
  }

  /** Here 55 MB of compressed data, hardly more than the pixels, in a file of 5. */
  @Test
  void stripsOfALargeImageMayShareFewBytesOnly() {
    int rows = 600_000;
    int[] row = new SplittableRandom(11).ints(90, 0, 256).toArray();
    TiffWriter tiff = new TiffWriter(90, 1, 1, 8, 1, row).compression(TiffWriter.PACK_BITS);
    long[] offsets = new long[rows];
    long[] counts = new long[rows];
    Arrays.fill(offsets, 8);
    Arrays.fill(counts, tiff.blocks().get(0).length);
    byte[] file = tiff.field(257, rows).field(273, offsets).field(279, counts).toBytes();

    assertThat(refusal(file)).hasMessageContaining("its strips or tiles share their bytes");
  }

  /** Each tile of an image that is one pixel wide is as large as the largest image. */
  @Test
  void tilesFarBeyondTheImageAreTooLarge() {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[1000]);
    deflater.finish();
    byte[] data = new byte[100];
    int length = deflater.deflate(data);
    deflater.end();
    int rows = 2000;
    long[] offsets = new long[rows];
    long[] counts = new long[rows];
    Arrays.fill(offsets, 8);
    Arrays.fill(counts, length);
    byte[] file =
        new TiffWriter(1, rows, 1, 8, 1, new int[rows])
            .compression(TiffWriter.DEFLATE)
            .tiles(90_000_000, 1)
            .data(data)
            .field(324, offsets)
            .field(325, counts)
            .toBytes();

    DecodeException refusal = refusal(file);

    assertThat(refusal.code()).isEqualTo(FindingCode.TOO_LARGE);
    assertThat(refusal).hasMessageContaining("its tiles of 90000000x1 have far more pixels");
  }

  @Test
  void aTableOfStripsThatIsNotThereIsRefusedAtOnce() {
    byte[] file =
        new TiffWriter(1, 90_000_000, 1, 8, 1, new int[0]).data(new byte[8]).strips(1).toBytes();

    DecodeException refusal = assertTimeout(ofSeconds(60), () -> refusal(file));

    assertThat(refusal).hasMessageContaining("it declares 90000000 strips or tiles");
  }
}
