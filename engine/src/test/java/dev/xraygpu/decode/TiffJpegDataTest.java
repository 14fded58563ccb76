package dev.xraygpu.decode;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files come from the JDK's TIFF writer, which writes whole streams of 8 rows. */
class TiffJpegDataTest {
  @Test
  void acceptsWhatAWriterMakes() {
    for (BufferedImage image :
        new BufferedImage[] {SampleImages.gray(120, 93), SampleImages.color(641, 480)}) {
      byte[] tiff = SampleImages.written(image, "tiff", "JPEG");

      assertThatCode(() -> check(tiff)).doesNotThrowAnyException();
    }
  }

  @Test
  void tablesThatAllStripsShareBelongToEach() throws DecodeException {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 93), 0.9f);
    byte[] tiff = withSharedTables(jpeg, 120, 93);

    assertThatCode(() -> check(tiff)).doesNotThrowAnyException();
    TiffDirectory directory = TiffDirectory.read(SampleImages.direct(tiff));
    assertThat(directory.bytes(347).limit()).isGreaterThan(100);
    assertThat(directory.bytes(TiffTag.WIDTH).limit()).as("a number").isZero();
    tiff[scan(tiff, strip(tiff, 0)) + 20] = (byte) 0xff;
    assertThat(refusal(tiff)).hasMessageContaining("strip or tile 0");
  }

  @Test
  void sharedTablesNeedNoEndAndGrayHasOnePlane() throws DecodeException {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 93), 0.9f);
    byte[] tiff = withSharedTables(jpeg, 120, 93);
    int count = 8 + 2 + 12 * 9 + 4; // of the last field, which is the tables'
    ByteBuffer fields = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    fields.putInt(count, fields.getInt(count) - 2);
    // The number of samples, which is 1 anyway, becomes the planar configuration: separate.
    int samples = 8 + 2 + 12 * 6;
    fields.putShort(samples, (short) TiffTag.PLANAR_CONFIGURATION).putInt(samples + 8, 2);

    assertThatCode(() -> check(tiff)).doesNotThrowAnyException();
    tiff[scan(tiff, strip(tiff, 0)) + 20] = (byte) 0xff;
    assertThat(refusal(tiff)).hasMessageContaining("strip or tile 0");
  }

  @Test
  void damageIsFound() throws DecodeException {
    byte[] whole = SampleImages.written(SampleImages.gray(400, 300), "tiff", "JPEG");
    int found = 0;
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] tiff = whole.clone();
      int data = scan(tiff, strip(tiff, 3));
      for (int at = data + 20; at < data + 60; at++) {
        tiff[at] = (byte) random.nextInt(255);
      }
      DecodeException refusal = refusal(tiff);
      if (refusal != null) {
        assertThat(refusal).hasMessageContaining("JPEG data of strip or tile 3");
        found++;
      }
    }
    assertThat(found).isGreaterThan(35);
  }

  @Test
  void aStreamThatEndsEarlyIsTruncated() throws DecodeException {
    byte[] tiff = SampleImages.written(SampleImages.gray(400, 300), "tiff", "JPEG");
    int data = scan(tiff, strip(tiff, 2));
    tiff[data + 20] = (byte) 0xff;
    tiff[data + 21] = (byte) JpegMarker.EOI;

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal).hasMessageContaining("strip or tile 2");
  }

  @Test
  void aStreamOfOtherThanTheStripsPixelsIsRefused() throws DecodeException {
    byte[] tiff = SampleImages.written(SampleImages.gray(400, 300), "tiff", "JPEG");
    int frame = segment(tiff, strip(tiff, 1), JpegMarker.SOF0);
    tiff[frame + 5] = 0; // columns, of two bytes
    tiff[frame + 6] = 96;

    DecodeException refusal = refusal(tiff);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("strip or tile 1").hasMessageContaining("96x");
    // Nor is a stream followed that would take much more memory than the image.
    tiff[frame + 5] = 1;
    tiff[frame + 6] = (byte) 0x90;
    tiff[frame + 3] = (byte) 0xff; // rows
    assertThat(refusal(tiff))
        .hasMessageContaining("400x65")
        .hasMessageContaining("instead of 400x");
  }

  @Test
  void aStripThatIsNoJpegIsRefused() throws DecodeException {
    byte[] tiff = SampleImages.written(SampleImages.gray(400, 300), "tiff", "JPEG");
    tiff[strip(tiff, 4) + 1] = 0;

    assertThat(refusal(tiff)).hasMessageContaining("strip or tile 4").hasMessageContaining("begin");
  }

  /** 24 MB of tables in a file of 100 KB; the same tables a thousand times over are too many. */
  @Test
  void sharedTablesAreNotFollowedForever() {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(120, 8), 0.9f);
    byte[] few = manyStrips(jpeg, 120, 8, 400);
    byte[] many = manyStrips(jpeg, 120, 8, 4000);

    assertThatCode(() -> check(few)).doesNotThrowAnyException();
    assertThat(assertTimeout(ofSeconds(60), () -> refusal(many)))
        .hasMessageContaining("its strips or tiles share too many bytes");
  }

  /** All of them the same bytes, with a comment of 60,000 as their tables. */
  private static byte[] manyStrips(byte[] jpeg, int width, int rows, int strips) {
    int comment = 60_000;
    ByteBuffer tables = ByteBuffer.allocate(comment + 2);
    tables.putShort((short) 0xffd8).putShort((short) 0xfffe).putShort((short) (comment - 4));
    tables.putShort(comment, (short) 0xffd9);
    int entries = 10;
    int end = 8 + 2 + 12 * entries + 4;
    int data = end + 8 * strips + tables.capacity();
    ByteBuffer tiff = ByteBuffer.allocate(data + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries);
    int[][] fields = {
      {256, 4, 1, width},
      {257, 4, 1, rows * strips},
      {258, 4, 1, 8},
      {259, 4, 1, 7},
      {262, 4, 1, 1},
      {273, 4, strips, end},
      {277, 4, 1, 1},
      {278, 4, 1, rows},
      {279, 4, strips, end + 4 * strips},
      {347, 7, tables.capacity(), end + 8 * strips}
    };
    for (int[] field : fields) {
      tiff.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
    }
    tiff.putInt(0);
    for (int value : new int[] {data, jpeg.length}) {
      for (int i = 0; i < strips; i++) {
        tiff.putInt(value);
      }
    }
    return tiff.put(tables.array()).put(jpeg).array();
  }

  /** One strip, with its tables in a field of the directory, as libtiff writes them. */
  private static byte[] withSharedTables(byte[] jpeg, int width, int height) {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (ByteArrayOutputStream out : new ByteArrayOutputStream[] {tables, rest}) {
      out.write(jpeg, 0, 2);
    }
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != JpegMarker.SOS) {
      int marker = jpeg[at + 1] & 0xff;
      int length = 2 + (jpeg[at + 2] & 0xff) * 256 + (jpeg[at + 3] & 0xff);
      boolean table = marker == JpegMarker.DHT || marker == JpegMarker.DQT;
      (table ? tables : rest).write(jpeg, at, length);
      at += length;
    }
    rest.write(jpeg, at, jpeg.length - at);
    tables.write(0xff);
    tables.write(JpegMarker.EOI);
    int entries = 10;
    int end = 8 + 2 + 12 * entries + 4;
    ByteBuffer tiff =
        ByteBuffer.allocate(end + tables.size() + rest.size()).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries);
    int[][] fields = {
      {256, 4, 1, width},
      {257, 4, 1, height},
      {258, 4, 1, 8},
      {259, 4, 1, 7},
      {262, 4, 1, 1},
      {273, 4, 1, end + tables.size()},
      {277, 4, 1, 1},
      {278, 4, 1, height},
      {279, 4, 1, rest.size()},
      {347, 7, tables.size(), end}
    };
    for (int[] field : fields) {
      tiff.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
    }
    return tiff.putInt(0).put(tables.toByteArray()).put(rest.toByteArray()).array();
  }

  private static int strip(byte[] tiff, int index) throws DecodeException {
    TiffDirectory directory = TiffDirectory.read(SampleImages.direct(tiff));
    return (int) directory.value(TiffTag.STRIP_OFFSETS, index);
  }

  /** Where a segment's length is. */
  private static int segment(byte[] tiff, int from, int marker) {
    int at = from;
    while ((tiff[at] & 0xff) != 0xff || (tiff[at + 1] & 0xff) != marker) {
      at++;
    }
    return at + 2;
  }

  /** Where the first compressed bytes are. */
  private static int scan(byte[] tiff, int from) {
    int at = segment(tiff, from, JpegMarker.SOS);
    return at + tiff[at + 1];
  }

  private static void check(byte[] bytes) throws DecodeException {
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(bytes), DecodeLimits.DEFAULT);
    IntegrityCheck.check(SampleImages.direct(bytes), header);
  }

  private static DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(DecodeException.class, () -> check(bytes));
  }
}
